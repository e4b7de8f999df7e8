"""Two records side by side, field by field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import models

from essaim.engines.directory.api import readable_phone
from essaim.engines.journal.api import read
from essaim.engines.records.api import Field, Kind, RecordType, fields_for, read_rows, text_of

from .actions.merging import mergeable, missing_in


@dataclass(frozen=True)
class Line:
    """One field of both records; `choice`: both hold different values, so one is to be chosen."""

    name: str
    label: Any
    left: str
    right: str
    differs: bool
    choice: bool
    take_right: bool


def lines(user: Any, record_type: RecordType, left: models.Model, right: models.Model) -> list[Line]:
    """The fields `user` may see that hold something, those that differ first."""
    fields = [item for item in fields_for(user, record_type).values() if item.listed]
    queryset = record_type.model_class._base_manager.filter(pk__in=(left.pk, right.pk))
    rows = {row.pk: row.values for row in read_rows(user, record_type, fields, queryset)}
    filling = missing_in(record_type, left, right)
    found = [
        _line(field, rows[left.pk][at], rows[right.pk][at], field.name in filling)
        for at, field in enumerate(fields)
    ]
    return sorted((line for line in found if line.left or line.right), key=lambda line: not line.differs)


def _text(field: Field, value: Any) -> str:
    return readable_phone(value) if field.kind == Kind.PHONE and value else text_of(field, value)


def sensitive_shown(user: Any, record_type: RecordType, *records: models.Model) -> None:
    """Comparing shows sensitive values: that they were read is kept."""
    names = [item.name for item in fields_for(user, record_type).values() if item.sensitive]
    for record in records:
        read(user, record, names)


def _line(field: Field, left: Any, right: Any, take_right: bool) -> Line:
    one, other = _text(field, left), _text(field, right)
    differs = one != other
    return Line(field.name, field.label, one, other, differs, differs and mergeable(field), take_right)
