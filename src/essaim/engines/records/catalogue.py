"""Which fields a record type has for a given reader: declared ones and custom ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from essaim.engines.rights.api import can

from .declarations import Field, RecordType

_custom_fields: list[Callable[[str], tuple[Field, ...]]] = []


def set_custom_fields_source(function: Callable[[str], tuple[Field, ...]]) -> None:
    """`function(record_type_name)` gives the custom fields, quickly (it is asked at each page)."""
    _custom_fields[:] = [function]


def all_fields(record_type: RecordType) -> dict[str, Field]:
    """Every field by name, declared first, whatever the reader."""
    if not record_type.custom_fields or not _custom_fields:
        return record_type.own_fields
    return {**record_type.own_fields, **{item.name: item for item in _custom_fields[0](record_type.name)}}


def fields_for(user: Any, record_type: RecordType) -> dict[str, Field]:
    """The fields `user` may see. A field hidden here does not exist for filters, sorts or exports."""
    return {
        name: item
        for name, item in all_fields(record_type).items()
        if not item.resource or can(user, "view", item.resource)
    }
