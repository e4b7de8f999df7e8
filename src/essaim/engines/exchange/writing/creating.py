"""Many new records at once, with all that one at a time would check and tell."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from essaim.engines.exchange.declarations import rule_of
from essaim.engines.exchange.planning import known, trying
from essaim.engines.records.api import Field, Kind, RecordType, all_fields, create
from essaim.engines.rights.api import within_reach
from essaim.kit import events
from essaim.kit.writing import Unit, snapshot

from .inserting import Mould, insert

Outcome = Any  # a saved record, or the sentence of a refusal
BATCH = 500


def writes_one_by_one(record_type: RecordType) -> bool:
    """Types with actions of their own, unless they said how to be written in bulk."""
    return record_type.create is not None and rule_of(record_type.name) is None


def create_many(
    *, actor: Any, record_type: RecordType, items: list[dict[str, Any]], work: Unit, origin: str
) -> list[Outcome]:
    """One outcome an item: the record, or why it was refused. Inside the caller's transaction."""
    if writes_one_by_one(record_type):
        return [_create_one(actor, record_type, values, origin) for values in items]
    defaults = record_type.defaults(actor) if record_type.defaults else {}
    complete = [{**defaults, **values} for values in items]
    outcomes: list[Outcome] = []
    fields = all_fields(record_type)
    mould = Mould(record_type.model_class, **record_type.base_filter, created_by=actor, changed_by=actor)
    for values in complete:
        obj = trying.put(fields, mould.cast(), values)
        texts = trying.faults(fields, obj, values)
        outcomes.append(" ".join(texts) if texts else obj)
    outcomes = _insert(record_type, outcomes, complete)
    outcomes = _within_reach(actor, record_type, outcomes)
    saved = [
        (obj, values) for obj, values in zip(outcomes, complete, strict=True) if not isinstance(obj, str)
    ]
    _after(actor, record_type, saved, work)
    for obj, values in saved:
        work.created(obj, {**snapshot(obj), **_many_of(fields, values)})
        events.publish("records.created", type=record_type.name, id=obj.pk, actor=actor)
    return outcomes


def _create_one(actor: Any, record_type: RecordType, values: dict[str, Any], origin: str) -> Outcome:
    try:
        with transaction.atomic():
            return create(actor=actor, record_type=record_type, values=values, origin=origin)
    except ValidationError as error:
        return " ".join(error.messages)
    except PermissionDenied as error:
        return str(error)
    except (IntegrityError, DataError):
        return taken()


def taken() -> str:
    return _("Une valeur qui doit être unique est déjà portée par une autre fiche, créée entre-temps.")


def _insert(record_type: RecordType, outcomes: list[Outcome], values: list[dict[str, Any]]) -> list[Outcome]:
    good = [item for item in outcomes if not isinstance(item, str)]
    try:
        with transaction.atomic():
            insert(record_type.model_class, good)
    except (IntegrityError, DataError):
        outcomes = [item if isinstance(item, str) else _insert_one(item) for item in outcomes]
    for field in all_fields(record_type).values():
        if field.kind == Kind.TAGS:
            pairs = [
                (obj.pk, item[field.name])
                for obj, item in zip(outcomes, values, strict=True)
                if not isinstance(obj, str) and item.get(field.name)
            ]
            link(record_type, field, pairs)
    return outcomes


def _insert_one(obj: Any) -> Outcome:
    obj.pk = None
    obj._state.adding = True
    try:
        with transaction.atomic():
            obj.save(force_insert=True)
    except (IntegrityError, DataError):
        return taken()
    return obj


def link(record_type: RecordType, field: Field, pairs: Iterable[tuple[int, Iterable[int]]]) -> None:
    """Rows of a to-many relation: (record, keys at the other end)."""
    relation: Any = record_type.model_class._meta.get_field(field.path)
    through = relation.remote_field.through
    source, target = relation.m2m_field_name(), relation.m2m_reverse_field_name()
    rows = [
        through(**{f"{source}_id": pk, f"{target}_id": key})
        for pk, keys in pairs
        for key in dict.fromkeys(keys)
    ]
    if rows:
        insert(through, rows)


def _within_reach(actor: Any, record_type: RecordType, outcomes: list[Outcome]) -> list[Outcome]:
    """A record that its author could not have created alone goes away again, with a sentence."""
    pks = [obj.pk for obj in outcomes if not isinstance(obj, str)]
    reached: set[int] = set()
    for piece in known.pieces(pks):
        queryset = known.everything(record_type).filter(pk__in=piece)
        reached.update(
            within_reach(actor, queryset, "create", record_type.guard).values_list("pk", flat=True)
        )
    outside = set(pks) - reached
    if not outside:
        return outcomes
    known.everything(record_type).filter(pk__in=outside).delete()
    text = _(
        "Cette fiche serait hors de votre portée (réseau, territoire ou groupe) : elle n’a pas été créée."
    )
    return [text if not isinstance(obj, str) and obj.pk in outside | {None} else obj for obj in outcomes]


def _after(actor: Any, record_type: RecordType, saved: list[tuple[Any, dict[str, Any]]], work: Unit) -> None:
    rule = rule_of(record_type.name)
    if rule is not None:
        if rule.after_created is not None and saved:
            objs, given = [obj for obj, _values in saved], [values for _obj, values in saved]
            rule.after_created(objs=objs, actor=actor, work=work, values=given)
        return
    if record_type.after_save is not None:
        for obj, values in saved:
            record_type.after_save(obj=obj, actor=actor, work=work, values=values)


def _many_of(fields: dict[str, Field], values: dict[str, Any]) -> dict[str, list[int]]:
    return {name: sorted(value) for name, value in values.items() if fields[name].is_many and value}
