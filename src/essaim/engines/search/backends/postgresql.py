"""A column of lexemes made by PostgreSQL from the tokens, under a GIN index. No dictionary of its own."""

from __future__ import annotations

from typing import Any

from django.db import transaction

INDEX = "search_entry_document"


def select(cursor: Any, match: str, limit: int, low: int, high: int) -> None:
    cursor.execute(
        "SELECT id FROM search_entry WHERE document @@ %s::tsquery AND id BETWEEN %s AND %s "
        "ORDER BY id DESC LIMIT %s",
        [match, low, high, limit],
    )


def ensure(connection: Any) -> None:
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE search_entry ADD COLUMN IF NOT EXISTS document tsvector "
            "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED"
        )
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON search_entry USING gin (document)")


def optimise(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")


def faults(connection: Any) -> list[str]:
    """The column is generated: it cannot differ from the tokens."""
    return []
