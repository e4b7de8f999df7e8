"""Rows of records as typed values, for lists, exports and the API alike.

The number of SQL queries depends on the columns asked, never on the number of rows. A reference to a
record out of the reader's reach reads as empty.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice
from typing import Any, NamedTuple

from django.db import models
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from .catalogue import fields_for
from .declarations import Field, RecordType, record_types
from .kinds import Kind
from .query.compiler import Compiler, base_queryset
from .reading import titles

CHUNK = 1000


class Ref(NamedTuple):
    """A link to another row: its key, how it reads, and its record type's name ("" for plain tables)."""

    pk: int
    label: str
    type: str = ""


@dataclass(slots=True)
class Row:
    """`values` in the order of the fields asked: str, number, date, bool, list of codes, Ref, list[Ref]."""

    pk: int
    title: str
    values: list[Any]


def columns_of(user: Any, record_type: RecordType, names: Iterable[str] = ()) -> list[Field]:
    """The listed fields of these names that `user` may see; the default columns when none is left."""
    fields = fields_for(user, record_type)
    chosen = [fields[name] for name in names if name in fields and fields[name].listed]
    return chosen or [field for field in fields.values() if field.default_column]


def read_rows(user: Any, record_type: RecordType, fields: list[Field], queryset: QuerySet) -> list[Row]:
    """All the rows of `queryset` (slice it first)."""
    return _complete(user, record_type, fields, list(_plain(user, record_type, fields, queryset)))


def row_of(user: Any, record_type: RecordType, fields: list[Field], obj: models.Model) -> Row:
    """The row of a record just read from the database: its columns are not asked again when it holds them all."""
    columns = {field.name: field.attname for field in obj._meta.concrete_fields}
    if any(field.expression is not None or not (field.is_many or field.path in columns) for field in fields):
        return read_rows(user, record_type, fields, record_type.model_class._base_manager.filter(pk=obj.pk))[
            0
        ]
    values = [obj.pk if field.is_many else getattr(obj, columns[field.path]) for field in fields]
    titles = [""] * len(record_type.title_paths)
    return _complete(user, record_type, fields, [(obj.pk, *titles, *values)])[0]


def stream_rows(user: Any, record_type: RecordType, fields: list[Field], queryset: QuerySet) -> Iterator[Row]:
    """The rows of `queryset`, read by chunks in constant memory."""
    source = _plain(user, record_type, fields, queryset).iterator(CHUNK)
    while chunk := list(islice(source, CHUNK)):
        yield from _complete(user, record_type, fields, chunk)


def _plain(user: Any, record_type: RecordType, fields: list[Field], queryset: QuerySet) -> QuerySet:
    compiler = Compiler(user, record_type)
    paths = [compiler.path(field) if not field.is_many else "pk" for field in fields]
    aliases = dict(compiler._aliases.items())
    if aliases:
        queryset = queryset.annotate(**aliases)
    return queryset.values_list("pk", *record_type.title_paths, *paths)


def _complete(user: Any, record_type: RecordType, fields: list[Field], raw: list[tuple]) -> list[Row]:
    offset = 1 + len(record_type.title_paths)
    rows = [
        Row(
            line[0],
            " ".join(str(part) for part in line[1:offset] if part) or f"#{line[0]}",
            list(line[offset:]),
        )
        for line in raw
    ]
    for index, field in enumerate(fields):
        if field.kind in (Kind.LINK, Kind.REFERENCE):
            _resolve_one(user, record_type, field, rows, index)
        elif field.kind == Kind.TAGS:
            _resolve_tags(record_type, field, rows, index)
        elif field.kind == Kind.REFERENCES:
            _resolve_many(user, record_type, field, rows, index)
    return rows


def _resolve_one(user: Any, record_type: RecordType, field: Field, rows: list[Row], index: int) -> None:
    keys = {row.values[index] for row in rows} - {None}
    if field.kind == Kind.REFERENCE:
        labels = titles(user, record_types.get(field.target), keys) if keys else {}
    else:
        labels = link_labels(record_type, field, keys)
    for row in rows:
        key = row.values[index]
        row.values[index] = Ref(key, labels[key], field.target) if key in labels else None


def link_labels(record_type: RecordType, field: Field, keys: Iterable[Any]) -> dict[Any, str]:
    """How the rows of a small reference table read, by key."""
    keys = list(keys)
    if not keys:
        return {}
    return {
        item.pk: str(item) for item in related_model(record_type, field)._base_manager.filter(pk__in=keys)
    }


def related_model(record_type: RecordType, field: Field) -> Any:
    """The model at the end of a LINK, TAGS, REFERENCE or REFERENCES field's path."""
    model: Any = record_type.model_class
    for name in field.path.split("__"):
        model = model._meta.get_field(name).related_model
    return model


def _resolve_tags(record_type: RecordType, field: Field, rows: list[Row], index: int) -> None:
    pairs = record_type.model_class._base_manager.filter(
        pk__in=[row.pk for row in rows], **{f"{field.path}__isnull": False}
    ).values_list("pk", field.path)
    grouped: dict[int, list[Any]] = {}
    for pk, tag in pairs:
        grouped.setdefault(pk, []).append(tag)
    labels = link_labels(record_type, field, {tag for tags in grouped.values() for tag in tags})
    for row in rows:
        found = [Ref(tag, labels[tag]) for tag in grouped.get(row.pk, ()) if tag in labels]
        row.values[index] = sorted(found, key=lambda ref: ref.label)


def _resolve_many(user: Any, record_type: RecordType, field: Field, rows: list[Row], index: int) -> None:
    target = record_types.get(field.target)
    back = record_type.model_class._meta.get_field(field.path).remote_field.name  # type: ignore[union-attr]
    found = base_queryset(user, target).filter(**{f"{back}__in": [row.pk for row in rows]})
    grouped: dict[int, list[Ref]] = {}
    for line in found.values_list(back, "pk", *target.title_paths):
        label = " ".join(str(part) for part in line[2:] if part)
        grouped.setdefault(line[0], []).append(Ref(line[1], label, target.name))
    for row in rows:
        row.values[index] = grouped.get(row.pk, [])


def text_of(field: Field, value: Any) -> str:
    """A value as people read it, in the current language; "" when empty."""
    if value is None or value in ("", []):
        return ""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if isinstance(value, Ref):
        return value.label
    if isinstance(value, (list, tuple)):
        return ", ".join(text_of(field, item) for item in value)
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        return str(dict(field.choice_pairs()).get(value, value))
    if isinstance(value, (datetime, date)):
        return _date_text(value)
    if isinstance(value, (int, float, Decimal)):
        return _number_text(field, value)
    return str(value)


def _date_text(value: date) -> str:
    if isinstance(value, datetime):
        local = timezone.localtime(value) if timezone.is_aware(value) else value
        return date_format(local, "SHORT_DATETIME_FORMAT")
    return date_format(value, "SHORT_DATE_FORMAT")


def _number_text(field: Field, value: Any) -> str:
    if field.kind == Kind.MONEY:
        symbol = {"": "€", "EUR": "€", "XOF": "F CFA"}.get(field.unit, field.unit)
        return f"{number_format(value, 2, force_grouping=True)}\u00a0{symbol}"
    text = number_format(
        value, None if isinstance(value, int) else 2, force_grouping=isinstance(value, Decimal)
    )
    return f"{text}\u00a0{field.unit}" if field.unit else text
