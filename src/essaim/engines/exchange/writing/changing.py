"""Records already there, changed by the rows of a file: locked, compared again, written only where they differ."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.exchange.planning import known, trying
from essaim.engines.exchange.planning.options import Options
from essaim.engines.records.api import Field, RecordType, all_fields, change
from essaim.kit import events
from essaim.kit.writing import Unit

from .creating import taken, writes_one_by_one
from .traces import Traces, flat, journalled


@dataclass
class Update:
    """`values`: what the line says, keys resolved. `refusal` is set when it could not be written."""

    line: int
    pk: int
    values: dict[str, Any]
    refusal: str = ""
    changed: bool = False
    before: dict[str, Any] = field(default_factory=dict)


def change_many(
    *, actor: Any, record_type: RecordType, updates: list[Update], options: Options, work: Unit, traces: Traces,
    origin: str,
) -> None:  # fmt: skip
    """Writes the updates one record at a time under a lock; inside the caller's transaction."""
    fields = all_fields(record_type)
    written = [fields[name] for name in {name for item in updates for name in item.values}]
    objects = known.objects(record_type, [item.pk for item in updates], written, lock=True)
    allowed = known.changeable(actor, record_type, objects)
    for item in updates:
        obj = objects.get(item.pk)
        if obj is None or item.pk not in allowed:
            item.refusal = _("Cette fiche n’existe plus, ou vous ne pouvez pas la modifier.")
            continue
        try:
            with transaction.atomic():
                _change_one(actor, record_type, fields, obj, item, options, work, traces, origin)
        except ValidationError as error:
            item.refusal = " ".join(error.messages)
        except PermissionDenied as error:
            item.refusal = str(error)
        except (IntegrityError, DataError):
            item.refusal = taken()


def _change_one(
    actor: Any,
    record_type: RecordType,
    fields: dict[str, Field],
    obj: Any, item: Update, options: Options, work: Unit, traces: Traces,
    origin: str,
) -> None:  # fmt: skip
    values = trying.wanted(fields, obj, item.values, options)
    altered = trying.altered(fields, obj, values)
    changes = trying.differences(fields, obj, altered, values)
    if not changes:
        return
    before = {**flat(obj), **_many(obj)}
    values = {name: values[name] for name in changes}
    if writes_one_by_one(record_type):
        altered = change(actor=actor, record_type=record_type, obj=obj, values=values, origin=origin)
        altered.refresh_from_db()
    else:
        altered.clean()
        _save(actor, record_type, fields, altered, values, work)
    altered._many = {**obj._many, **{n: set(v or ()) for n, v in values.items() if n in obj._many}}
    after = {**flat(altered), **_many(altered)}
    if not writes_one_by_one(record_type):
        noted = {
            n: (before.get(n), after.get(n)) for n in {**before, **after} if before.get(n) != after.get(n)
        }
        work.noted(altered, "changed", journalled(noted))
        events.publish("records.changed", type=record_type.name, id=altered.pk, actor=actor)
    traces.changed(item.line, altered, before, after)
    item.changed = True


def _save(
    actor: Any,
    record_type: RecordType,
    fields: dict[str, Field],
    obj: Any,
    values: dict[str, Any],
    work: Unit,
) -> None:
    obj.version += 1
    obj.changed_at, obj.changed_by = timezone.now(), actor
    obj.save()
    for name, value in values.items():
        if fields[name].is_many:
            getattr(obj, fields[name].path).set(value or [])
    if record_type.after_save is not None:
        record_type.after_save(obj=obj, actor=actor, work=work, values=values)


def _many(obj: Any) -> dict[str, list[int]]:
    return {name: sorted(keys) for name, keys in obj._many.items()}
