"""One row of any table as JSON-ready values, and back exactly as it was."""

from __future__ import annotations

import base64
from typing import Any

from django.db import connection, models


def dump(obj: models.Model) -> dict[str, Any]:
    """The concrete columns of `obj` by attribute name."""
    return {field.attname: plain(getattr(obj, field.attname)) for field in obj._meta.concrete_fields}


def plain(value: Any) -> Any:
    """A JSON-ready form that `revive` reads back: ISO dates, base64 bytes, text for the rest."""
    if value is None or isinstance(value, str | int | float | bool | list | dict):
        return value
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(bytes(value)).decode()
    return str(value)


def revive(field: Any, value: Any) -> Any:
    """The Python value of a column from its plain form."""
    if value is None or isinstance(field, models.JSONField):
        return value
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def insert(model: type[models.Model], values: dict[str, Any]) -> models.Model:
    """Inserts a row exactly as dumped, its key included: no default, no automatic date, no signal."""
    fields = list(model._meta.concrete_fields)
    obj = model(
        **{field.attname: revive(field, values[field.attname]) for field in fields if field.attname in values}
    )
    model._base_manager._insert([obj], fields=fields, using=connection.alias, raw=True)  # type: ignore[attr-defined]
    return obj
