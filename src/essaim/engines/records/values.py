"""The values of one record: raw for forms, readable for pages."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from essaim.engines.rights.api import can

from .catalogue import fields_for
from .declarations import Field, RecordType
from .kinds import Kind
from .query.compiler import base_queryset
from .rows import related_model


def writable_fields(user: Any, record_type: RecordType, obj: models.Model | None = None) -> dict[str, Field]:
    """The fields `user` may write, on `obj` or on a new record; a field's further right counts."""
    action = "change" if obj is not None else "create"
    return {
        name: field
        for name, field in fields_for(user, record_type).items()
        if field.editable
        and (obj is None or (field.stands_on(obj) and not field.fixed))
        and field.kind != Kind.REFERENCES
        and (not field.resource or can(user, action, field.resource) or can(user, "change", field.resource))
    }


def raw_value(field: Field, obj: models.Model) -> Any:
    """The value as forms and actions take it: keys for links and references, a sorted list of keys for tags."""
    if field.custom:
        return custom_value(field, obj.custom.get(field.name))  # type: ignore[attr-defined]
    if field.kind == Kind.TAGS:
        return sorted(getattr(obj, field.path).values_list("pk", flat=True)) if obj.pk else []
    value: Any = obj
    *parents, last = field.path.split("__")
    for name in parents:
        value = getattr(value, name, None)
    if value is None:
        return None
    if field.kind in (Kind.LINK, Kind.REFERENCE):
        return getattr(value, value._meta.get_field(last).attname)
    return getattr(value, last, None)


def custom_value(field: Field, value: Any) -> Any:
    """A value kept as JSON, in its own type again."""
    if value is None or not isinstance(value, str):
        return value
    if field.kind == Kind.DATE:
        return parse_date(value)
    if field.kind == Kind.DATETIME:
        return parse_datetime(value)
    if field.kind in (Kind.DECIMAL, Kind.MONEY):
        return Decimal(value)
    return value


def hidden_tags(user: Any, record_type: RecordType, field: Field, obj: models.Model) -> set[int]:
    """The tags of a record that are not offered to `user`: saving a form must not remove them."""
    offered = (
        field.options(user) if field.options else related_model(record_type, field)._default_manager.all()
    )
    present = getattr(obj, field.path).values_list("pk", flat=True)
    return set(present) - set(offered.filter(pk__in=present).values_list("pk", flat=True))


def plain(value: Any) -> Any:
    """A raw value as JSON, to be compared later."""
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value.normalize())
    return "" if value is None else value


def visible_target(user: Any, record_type: RecordType, pk: Any) -> bool:
    return base_queryset(user, record_type).filter(pk=pk).exists()
