"""The History of records: their fields in the journal's words, and putting an earlier value back."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from essaim.engines.journal.api import Describer, Restorer, describers, restorers
from essaim.engines.rights.api import can
from essaim.kit.registry import Registry

from .actions import change
from .catalogue import all_fields
from .declarations import Field, RecordType, record_types, type_of
from .kinds import DATES, Kind
from .query.compiler import base_queryset
from .reading import titles
from .rows import link_labels, related_model, text_of
from .values import writable_fields

LINKS = {Kind.LINK, Kind.TAGS, Kind.REFERENCE}


@Registry.derived
def _declare_histories() -> None:
    for model in dict.fromkeys(record_type.model.lower() for record_type in record_types):
        if model not in describers:
            describers.declare(
                Describer(
                    model,
                    find=partial(find, model),
                    label=partial(label, model),
                    visible=partial(visible, model),
                    sensitive=partial(sensitive, model),
                    display=partial(display, model),
                )
            )
        if model not in restorers:
            restorers.declare(Restorer(model, allowed=allowed, restore=restore))


def types_on(model: str) -> list[RecordType]:
    return [record_type for record_type in record_types if record_type.model.lower() == model]


def find(model: str, user: Any, object_id: str) -> models.Model | None:
    """The record through any of the types that stand on its model, if `user` may see it so."""
    if not object_id.isdecimal():
        return None
    for record_type in types_on(model):
        found = base_queryset(user, record_type).filter(pk=object_id).first()
        if found is not None:
            return found
    return None


def field_of(model: str, name: str) -> tuple[RecordType, Field] | None:
    """The field that the journal calls `name`: by its model field, or by its own name."""
    for record_type in types_on(model):
        for field in all_fields(record_type).values():
            if name in (field.name, field.path) and field.kind != Kind.REFERENCES and not field.expression:
                return record_type, field
    return None


def label(model: str, name: str) -> Any:
    found = field_of(model, name)
    return found[1].label if found else None


def visible(model: str, user: Any, name: str) -> bool:
    found = field_of(model, name)
    return found is not None and (not found[1].resource or can(user, "view", found[1].resource))


def sensitive(model: str, name: str) -> bool:
    found = field_of(model, name)
    return found is not None and found[1].sensitive


def display(model: str, user: Any, name: str, values: list[Any]) -> list[tuple[Any, str]]:
    found = field_of(model, name)
    if found is None:
        return []
    record_type, field = found
    if field.kind in LINKS:
        return _linked(user, record_type, field, values)
    return [(value, text_of(field, typed(field, value))) for value in values]


def _linked(user: Any, record_type: RecordType, field: Field, values: list[Any]) -> list[tuple[Any, str]]:
    keys = {key for value in values for key in _keys(value)}
    if field.kind == Kind.REFERENCE:
        names = titles(user, record_types.get(field.target), keys)
    else:
        names = link_labels(record_type, field, keys)
    hidden = _("(fiche n° %s)")
    return [(value, ", ".join(names.get(key) or hidden % key for key in _keys(value))) for value in values]


def _keys(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def typed(field: Field, value: Any) -> Any:
    """A value of the journal (JSON) in the type that actions take."""
    if not isinstance(value, str):
        return value
    if field.kind in DATES:
        return (parse_datetime if field.kind == Kind.DATETIME else parse_date)(value) or value
    if field.kind in (Kind.DECIMAL, Kind.MONEY):
        try:
            return Decimal(value)
        except InvalidOperation:
            return value
    return value


def allowed(user: Any, obj: models.Model, name: str) -> bool:
    """May `user` put back an earlier value of this field: as for writing it by hand."""
    record_type, found = type_of(obj), field_of(obj._meta.label_lower, name)
    if record_type is None or found is None:
        return False
    may_change = can(user, "change", record_type.resource, obj, record_type.guard)
    return may_change and found[1].name in writable_fields(user, record_type, obj)


def restore(*, actor: Any, obj: models.Model, name: str, value: Any) -> None:
    """Writes an earlier value through the type's own change. What it linked to must still be there."""
    record_type, found = type_of(obj), field_of(obj._meta.label_lower, name)
    assert record_type is not None
    assert found is not None
    field = found[1]
    if field.kind in LINKS and value:
        value = _still_there(actor, record_type, field, value)
    change(actor=actor, record_type=record_type, obj=obj, values={field.name: typed(field, value)})


def _still_there(actor: Any, record_type: RecordType, field: Field, value: Any) -> Any:
    if field.kind == Kind.REFERENCE:
        present = set(titles(actor, record_types.get(field.target), [value]))
    else:
        rows = related_model(record_type, field)._base_manager.filter(pk__in=_keys(value))
        present = set(rows.values_list("pk", flat=True))
    if field.kind == Kind.TAGS:
        return [key for key in value if key in present]
    if value not in present:
        raise ValidationError(_("La fiche liée n’existe plus, ou vous ne la voyez pas."))
    return value
