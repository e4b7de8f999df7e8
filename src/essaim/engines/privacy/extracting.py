"""Rows of a model as a reader understands them: names of fields in French, values in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import models
from django.utils import timezone

from .declarations import Section

TECHNICAL = {"id", "version", "created_by", "changed_by", "changed_at", "sort_name", "filter_text", "display"}


def section_of(
    title: Any, rows: Iterable[models.Model], fields: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> Section:
    """`fields`: those given, else all but technical ones and `without`. Empty values are left out."""
    made, files = [], []
    for row in rows:
        values, stored = described(row, fields, without)
        made.append(values)
        files += stored
    return Section(title, made, files)


def described(
    row: models.Model, fields: tuple[str, ...] = (), without: tuple[str, ...] = ()
) -> tuple[dict[str, Any], list[tuple[str, Any]]]:
    """({label: value}, files) of one row."""
    values: dict[str, Any] = {}
    files = []
    known: list[Any] = [*row._meta.concrete_fields, *row._meta.many_to_many]
    for field in known:
        if (fields and field.name not in fields) or field.name in without:
            continue
        if not fields and (field.name in TECHNICAL or not str(field.verbose_name)):
            continue
        if isinstance(field, models.FileField):
            stored = getattr(row, field.name)
            if stored:
                name = f"{row._meta.model_name}-{row.pk}-{stored.name.rsplit('/', 1)[-1]}"
                files.append((name, stored))
                values[label_of(field)] = name
            continue
        value = value_of(row, field)
        if value not in (None, "", [], {}):
            values[label_of(field)] = value
    return values, files


def label_of(field: Any) -> str:
    text = str(field.verbose_name)
    return text[:1].upper() + text[1:]


def value_of(row: models.Model, field: Any) -> Any:
    """JSON-ready, in words."""
    if field.many_to_many:
        return [str(item) for item in getattr(row, field.name).all()]
    if field.is_relation:
        related = getattr(row, field.name)
        return str(related) if related is not None else None
    if field.choices:
        return str(getattr(row, f"get_{field.name}_display")())
    return plain(getattr(row, field.name))


def plain(value: Any) -> Any:
    if value is None or isinstance(value, (str, int, float, bool, list, dict)):
        return value
    if hasattr(value, "astimezone") and hasattr(value, "hour"):
        return (
            timezone.localtime(value).isoformat(timespec="minutes")
            if timezone.is_aware(value)
            else str(value)
        )
    return value.isoformat() if hasattr(value, "isoformat") else str(value)
