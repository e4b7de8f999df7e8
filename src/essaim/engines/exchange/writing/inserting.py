"""Many rows of one model, as fast as the database takes them: COPY on PostgreSQL, many rows a statement on SQLite
(an index of text kept by triggers goes to the disk at the end of each statement).

Django's `bulk_create` spends four fifths of its time preparing values one by one.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models
from django.db.models.base import ModelState

MOST_PARAMETERS = 30_000
PLAIN = (str, int, float, bool, type(None))
AS_IS = frozenset(PLAIN)
NONE: frozenset[type] = frozenset((type(None),))


def insert(model: type[models.Model], objs: list[Any]) -> None:
    """Inserts unsaved objects and gives them their keys. In the caller's transaction; no signal is sent."""
    if not objs:
        return
    if model._meta.parents or connection.vendor not in ("sqlite", "postgresql"):
        model._base_manager.bulk_create(objs, batch_size=500)
        return
    for obj, pk in zip(objs, _keys(model, len(objs)), strict=True):
        obj.pk = pk
    fields = list(model._meta.local_concrete_fields)
    readers = [
        (field.attname, _adapter(field), NONE if isinstance(field, models.JSONField) else AS_IS)
        for field in fields
    ]
    rows = (
        [
            value if type(value := getattr(obj, name)) in as_is else adapt(value)
            for name, adapt, as_is in readers
        ]
        for obj in objs
    )
    _write(model._meta.db_table, [str(field.column) for field in fields], rows)
    for obj in objs:
        obj._state.adding, obj._state.db = False, connection.alias


def _keys(model: type[models.Model], count: int) -> Iterable[int]:
    """Keys nobody else will take: the sequence's next ones, or those after the last (SQLite has one writer)."""
    table, column = model._meta.db_table, str(model._meta.pk.column)  # type: ignore[union-attr]
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)",
                [connection.ops.quote_name(table), column, count],
            )
            return [row[0] for row in cursor.fetchall()]
        quote = connection.ops.quote_name
        cursor.execute(f"SELECT MAX({quote(column)}) FROM {quote(table)}")  # noqa: S608  names of our own tables
        last = cursor.fetchone()[0] or 0
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        kept = cursor.fetchone()
        first = max(last, kept[0] if kept else 0) + 1
        return range(first, first + count)


def _adapter(field: models.Field) -> Callable[[Any], Any]:
    """A value as the driver takes it; what is plain already goes straight through."""
    if isinstance(field, models.JSONField):
        if field.encoder is not None or connection.vendor not in ("sqlite", "postgresql"):
            return lambda value: field.get_db_prep_save(value, connection)
        return lambda value: None if value is None else _json(value)
    operations = connection.ops

    def adapt(value: Any) -> Any:
        if isinstance(value, PLAIN):
            return value
        if isinstance(value, datetime):
            return operations.adapt_datetimefield_value(value)
        if isinstance(value, date):
            return operations.adapt_datefield_value(value)
        if isinstance(value, Decimal):
            return field.get_db_prep_save(value, connection)
        return field.get_db_prep_save(value, connection)

    return adapt


def _write(table: str, columns: list[str], rows: Iterable[list[Any]]) -> None:
    quote = connection.ops.quote_name
    names = ", ".join(quote(column) for column in columns)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            statement = f"COPY {quote(table)} ({names}) FROM STDIN"
            with connection.wrap_database_errors, cursor.cursor.copy(statement) as copy:
                for row in rows:
                    copy.write_row(row)
            return
        line = "(" + ", ".join(["%s"] * len(columns)) + ")"
        waiting, step = list(rows), MOST_PARAMETERS // len(columns)
        for start in range(0, len(waiting), step):
            part = waiting[start : start + step]
            lines = ", ".join([line] * len(part))
            cursor.execute(
                f"INSERT INTO {quote(table)} ({names}) VALUES {lines}",  # noqa: S608  names of our own tables
                [value for row in part for value in row],
            )


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False) if value not in ({}, []) else "{}" if value == {} else "[]"


class Mould:
    """Unsaved objects of one model, without asking every field for its default each time."""

    def __init__(self, model: type[models.Model], **values: Any) -> None:
        self.model = model
        self._first = model(**values).__dict__

    def cast(self) -> Any:
        obj = self.model.__new__(self.model)
        obj.__dict__.update(self._first)
        obj._state = ModelState()
        return obj
