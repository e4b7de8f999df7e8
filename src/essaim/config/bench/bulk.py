"""Rows by the hundred thousand into an empty table: COPY on PostgreSQL, one prepared INSERT on SQLite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.color import no_style
from django.db import connection, models, transaction

from essaim.kit.textindex import FilterTextField, ensure_index

AS_IS = {str, int, bool, float, type(None)}


def write(model: type[models.Model], rows: Iterable[dict[str, Any]]) -> int:
    """Writes rows (values by attribute name, the others at their default), numbered from 1; returns how many."""
    fields = list(model._meta.concrete_fields)
    place = {field.attname: index for index, field in enumerate(fields)}
    blank = model()
    template = [_prepared(field, getattr(blank, field.attname)) for field in fields]
    key = place[str(model._meta.pk.attname)]
    total = 0

    def values() -> Iterator[list[Any]]:
        nonlocal total
        for row in rows:
            total += 1
            line = template.copy()
            for name, value in row.items():
                index = place[name]
                line[index] = value if type(value) in AS_IS else _prepared(fields[index], value)
            line[key] = total
            yield line

    with transaction.atomic(), _without_text_index(model):
        _insert(model, fields, values())
    return total


def _prepared(field: models.Field, value: Any) -> Any:
    return field.get_db_prep_save(value, connection)


def _insert(model: type[models.Model], fields: list[models.Field], lines: Iterator[list[Any]]) -> None:
    quote = connection.ops.quote_name
    table = quote(model._meta.db_table)
    columns = ", ".join(quote(str(field.column)) for field in fields)
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for line in lines:
                    copy.write_row(line)
            for statement in connection.ops.sequence_reset_sql(no_style(), [model]):
                cursor.execute(statement)
        else:
            marks = ", ".join("?" for _ in fields)
            connection.connection.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", lines)  # noqa: S608


@contextmanager
def _without_text_index(model: type[models.Model]) -> Iterator[None]:
    """An index made once over the whole table costs a tenth of one kept in step row by row."""
    indexed = [field for field in model._meta.concrete_fields if isinstance(field, FilterTextField)]
    if indexed:
        with connection.cursor() as cursor:
            cursor.execute(*_parts_of_text_indexes(model))
            for (statement,) in cursor.fetchall():
                cursor.execute(statement)
    yield
    for field in indexed:
        ensure_index(model, field)


def _parts_of_text_indexes(model: type[models.Model]) -> tuple[str, list[str]]:
    """A query whose rows are the statements that drop what keeps the index in step."""
    table = model._meta.db_table
    if connection.vendor == "postgresql":
        return (
            "SELECT format('DROP INDEX %%I', indexname) FROM pg_indexes WHERE tablename = %s AND indexdef LIKE %s",
            [
                table,
                "%USING gin%",
            ],
        )
    return (
        "SELECT 'DROP TRIGGER \"' || name || '\"' FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s",
        [table],
    )


def analyse() -> None:
    """Lets the database count what it holds, as it does by itself after some time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
