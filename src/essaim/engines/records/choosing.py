"""Finding a record to point at, among those the user may see."""

from __future__ import annotations

from typing import Any

from .cells import phone_text
from .declarations import Field, RecordType
from .kinds import Kind
from .query.compiler import Compiler, base_queryset, text_condition
from .rows import columns_of, read_rows, text_of

PROPOSED = 20


def proposals(user: Any, record_type: RecordType, text: str) -> list[dict[str, Any]]:
    """[{"id", "label", "hint", "icon"}] for the combobox, in the order of the list."""
    queryset = base_queryset(user, record_type)
    if text:
        queryset = queryset.filter(text_condition(record_type, text))
    compiler = Compiler(user, record_type)
    ordering = compiler.ordering(record_type.default_sort)
    queryset = compiler.with_aliases(queryset).order_by(*ordering)[:PROPOSED]
    hints = hint_fields(user, record_type)
    return [
        {
            "id": row.pk,
            "label": row.title,
            "hint": " · ".join(filter(None, (_text(f, v) for f, v in zip(hints, row.values, strict=True)))),
            "icon": record_type.icon,
        }
        for row in read_rows(user, record_type, hints, queryset)
    ]


def hint_fields(user: Any, record_type: RecordType) -> list[Field]:
    """What tells apart two records of the same name."""
    if not record_type.subtitle_fields:
        return []
    return [
        field for field in columns_of(user, record_type, record_type.subtitle_fields) if not field.sensitive
    ]


def _text(field: Field, value: Any) -> str:
    return phone_text(value) if field.kind == Kind.PHONE and value else text_of(field, value)
