"""Values tried on a record without saving it: what would be refused, what would change."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.exchange.values.cells import tidy
from essaim.engines.records.api import Field, Kind, text_of, write_value
from essaim.kit.writing import snapshot

from .options import Options

EMPTY: tuple[object, ...] = (None, "", [])
CUT = 32_000


def put(fields: dict[str, Field], obj: Any, values: dict[str, Any]) -> Any:
    """Sets the plain values on `obj`, computes what follows from them (`derive`, where the model has it), gives it.

    References still to be created and to-many values are left aside.
    """
    for name, value in values.items():
        field = fields[name]
        if not field.is_many and not isinstance(value, dict):
            write_value(obj, field, value)
    if hasattr(obj, "derive"):
        obj.derive()
    return obj


def faults(fields: dict[str, Field], obj: Any, values: dict[str, Any]) -> list[str]:
    """Why this record could not be saved, in words."""
    found = [
        _("Il manque : %s.") % field.label
        for name, field in fields.items()
        if field.required and field.editable and values.get(name) in EMPTY and _is_empty(obj, field)
    ]
    try:
        obj.clean()
    except ValidationError as error:
        found += error.messages
    return found


def _is_empty(obj: Any, field: Field) -> bool:
    return field.is_many or current(obj, field) in EMPTY


def current(obj: Any, field: Field) -> Any:
    """The value as stored, keys for relations; to-many fields from what `known.objects` loaded."""
    if field.custom:
        return obj.custom.get(field.name)
    if field.kind == Kind.TAGS:
        return sorted(obj._many.get(field.name, ()))
    if field.kind in (Kind.LINK, Kind.REFERENCE):
        return getattr(obj, obj._meta.get_field(field.path).attname)
    return getattr(obj, field.path)


def wanted(fields: dict[str, Field], obj: Any, values: dict[str, Any], options: Options) -> dict[str, Any]:
    """Which of `values` would be written on a record already there, by the rules chosen."""
    kept = {}
    for name, value in values.items():
        field = fields[name]
        empty = value in EMPTY
        if empty and (not options.erase or field.required or options.existing == "complete"):
            continue
        if options.existing == "complete" and current(obj, field) not in EMPTY:
            continue
        if not empty and same(field, current(obj, field), value):
            continue
        if field.kind in (Kind.TAGS, Kind.CHOICES) and not empty and not options.erase:
            held = current(obj, field) or []
            kept[name] = [*held, *(item for item in value if item not in held)]
        else:
            kept[name] = value
    return kept


def same(field: Field, old: Any, new: Any) -> bool:
    """Do two values read alike once written in a file and read again?"""
    if old in EMPTY or isinstance(new, dict):
        return False
    if field.is_text:
        return tidy(str(old)) in (new, f"'{new}") or (len(str(new)) >= CUT and str(old).startswith(str(new)))
    if field.is_number:
        return Decimal(str(old)) == Decimal(str(new))
    if field.kind == Kind.DATETIME:
        return _to_second(old) == _to_second(new)
    return bool(old == new)


def _to_second(value: Any) -> datetime:
    """The wall clock's word, which the hour that comes twice in autumn says once."""
    moment = datetime.fromisoformat(value) if isinstance(value, str) else value
    return timezone.localtime(moment).replace(tzinfo=None, microsecond=0, fold=0)


def altered(fields: dict[str, Field], obj: Any, values: dict[str, Any]) -> Any:
    """A copy of the record with the values put on, `derive` run; the record itself is untouched."""
    changed = copy.copy(obj)
    return put(fields, changed, values)


def differences(
    fields: dict[str, Field], obj: Any, changed: Any, values: dict[str, Any]
) -> dict[str, tuple[Any, Any]]:
    """Field name → (old, new) for what really differs once the record has put its values in order."""
    before, after = snapshot(obj), snapshot(changed)
    found = {}
    for name, value in values.items():
        field = fields[name]
        if isinstance(value, dict):
            found[name] = (current(obj, field), value)
        elif field.kind == Kind.TAGS:
            old = sorted(obj._many.get(field.name, ()))
            if sorted(value or [], key=str) != sorted(old, key=str):
                found[name] = (old, value)
        elif field.custom:
            if obj.custom.get(name) != changed.custom.get(name):
                found[name] = (obj.custom.get(name), changed.custom.get(name))
        elif before.get(field.path) != after.get(field.path):
            found[name] = (current(obj, field), current(changed, field))
    return found


def readable(
    fields: dict[str, Field], obj: Any, changes: dict[str, tuple[Any, Any]], labels: dict[str, dict[Any, str]]
) -> dict[str, list[str]]:
    """The differences as people read them; `labels`: field name → key → label, for lists of ours."""
    found = {}
    for name, (old, new) in changes.items():
        field = fields[name]
        before = _text(field, old, labels.get(name, {}))
        if field.kind == Kind.REFERENCE:
            before = str(getattr(obj, field.path) or "")
        found[name] = [before[:200], _text(field, new, labels.get(name, {}))[:200]]
    return found


def _text(field: Field, value: Any, labels: dict[Any, str]) -> str:
    if isinstance(value, dict):
        return str(next(iter(value.get("new", {}).values()), ""))
    if field.kind in (Kind.LINK, Kind.TAGS):
        items: Iterable[Any] = value if isinstance(value, list) else [] if value is None else [value]
        return ", ".join(labels.get(item, str(item).lstrip("+")) for item in items)
    return text_of(field, value)
