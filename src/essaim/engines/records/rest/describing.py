"""Record types and their fields as a reader of the API needs to know them."""

from __future__ import annotations

from typing import Any

from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import OPERATORS
from essaim.engines.records.values import writable_fields
from essaim.engines.rights.api import can

from .serializers import FIXED


def visible_types(user: Any) -> list[RecordType]:
    """The record types `user` may see at least in part."""
    return [item for item in record_types if can(user, "view", item.resource)]


def describe_type(user: Any, record_type: RecordType) -> dict[str, Any]:
    writable = writable_fields(user, record_type)
    return {
        "name": record_type.name,
        "label": str(record_type.label),
        "label_plural": str(record_type.label_plural),
        "url": f"/api/v1/{record_type.name}/",
        "rights": [
            name for name in ("view", "create", "change", "delete") if can(user, name, record_type.resource)
        ],
        "default_sort": list(record_type.default_sort),
        "fields": [
            describe_field(field, name in writable)
            for name, field in fields_for(user, record_type).items()
            if name not in FIXED
        ],
    }


def describe_field(field: Field, writable: bool) -> dict[str, Any]:
    described: dict[str, Any] = {
        "name": field.name,
        "label": str(field.label),
        "kind": str(field.kind),
        "required": field.required,
        "editable": writable,
        "sortable": bool(field.sortable),
        "operators": list(OPERATORS[field.kind]) if field.filterable else [],
    }
    if field.choices:
        described["choices"] = [{"code": code, "label": str(label)} for code, label in field.choice_pairs()]
    for name in ("target", "unit", "sensitive", "custom"):
        if getattr(field, name):
            described[name] = getattr(field, name)
    if field.help:
        described["help"] = str(field.help)
    return described
