"""The columns of an export: as the list shows them, or everything the reader may see."""

from __future__ import annotations

from typing import Any

from essaim.engines.records.api import Field, Kind, Query, RecordType, columns_of, fields_for

OWN_HEADING = "Identifiant Essaim"


def export_fields(user: Any, record_type: RecordType, query: Query, everything: bool) -> list[Field]:
    """The fields in order. Counts of related records read as their titles, as in the list."""
    if not everything:
        return columns_of(user, record_type, query.columns)
    return [
        field
        for field in fields_for(user, record_type).values()
        if field.listed or (field.importable and field.editable)
        if field.kind != Kind.REFERENCES
    ]


def headings(fields: list[Field], everything: bool) -> list[str]:
    """The labels, numbered where two are the same; our own number first in a whole export."""
    names: list[str] = [OWN_HEADING] if everything else []
    for field in fields:
        label = str(field.label)
        count = sum(name == label or name.startswith(f"{label} (") for name in names)
        names.append(f"{label} ({count + 1})" if count else label)
    return names
