"""A column of lexemes made by PostgreSQL from the tokens, under a GIN index. No dictionary of its own.

The planner knows nothing of where words stand: for a name it may read three hundred thousand visits from the
newest down. So it is held to the GIN index, and words that are everywhere are first looked for among the newest.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

INDEX = "search_entry_document"
RECENT = (4000, 20_000)
CHUNK = 4000
_HELD = "SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off; "
_FREE = "; SET LOCAL enable_seqscan TO DEFAULT; SET LOCAL enable_indexscan TO DEFAULT"
_WHERE = "FROM search_entry WHERE document @@ %s::tsquery AND id BETWEEN %s AND %s"


def some(cursor: Any, match: str, limit: int) -> list[int]:
    return _held(cursor, f"SELECT id {_WHERE} LIMIT %s", [match, 0, 2**62, limit])


def newest(cursor: Any, match: str, limit: int, low: int, high: int) -> list[int]:
    for recent in RECENT:
        if limit > recent // 2:
            continue
        cursor.execute(
            "SELECT id FROM (SELECT id, document FROM search_entry WHERE id BETWEEN %s AND %s ORDER BY id DESC "
            "LIMIT %s) AS recent WHERE document @@ %s::tsquery ORDER BY id DESC LIMIT %s",
            [low, high, recent, match, limit],
        )
        found = [row[0] for row in cursor.fetchall()]
        if len(found) == limit:
            return found
        if len(found) * 20 < limit:
            break
    return _held(cursor, f"SELECT id {_WHERE} ORDER BY id DESC LIMIT %s", [match, low, high, limit])


def within(cursor: Any, match: str, keys: list[int], limit: int) -> list[int]:
    """Looked up by key, the newest first: words that are everywhere are soon found often enough."""
    found: list[int] = []
    for start in range(0, len(keys), CHUNK):
        cursor.execute(
            "SELECT id FROM search_entry WHERE id = ANY(%s) AND document @@ %s::tsquery",
            [keys[start : start + CHUNK], match],
        )
        found += sorted((row[0] for row in cursor.fetchall()), reverse=True)
        if len(found) >= limit:
            break
    return found[:limit]


def _held(cursor: Any, sql: str, params: list[Any]) -> list[int]:
    """One message, so one transaction: what is set lasts no longer, inside a transaction or not."""
    cursor.execute(_HELD + sql + _FREE, params)
    while cursor.description is None and cursor.nextset():
        pass
    return [row[0] for row in cursor.fetchall()]


def ensure(connection: Any) -> None:
    """Asked before each rebuilding: a table that has rows waiting for their checks may not be altered."""
    if _is_ready(connection):
        return
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE search_entry ADD COLUMN IF NOT EXISTS document tsvector "
            "GENERATED ALWAYS AS (array_to_tsvector(string_to_array(tokens, ' '))) STORED"
        )
        cursor.execute(f"CREATE INDEX IF NOT EXISTS {INDEX} ON search_entry USING gin (document)")


def _is_ready(connection: Any) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM information_schema.columns c JOIN pg_indexes i ON i.tablename = c.table_name "
            "WHERE c.table_schema = current_schema() AND i.schemaname = c.table_schema "
            "AND c.table_name = 'search_entry' AND c.column_name = 'document' AND i.indexname = %s",
            [INDEX],
        )
        return cursor.fetchone() is not None


def optimise(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE search_entry")


def faults(connection: Any) -> list[str]:
    """The column is generated: it cannot differ from the tokens."""
    return []
