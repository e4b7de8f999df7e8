"""FTS5 over the tokens, kept in step by triggers. Positions are not kept: tokens have no order.

Beginnings of one or two letters are indexed too; tokens have the two characters of their source before.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction

INDEX = "search_entry_fts"
_TRIGGERS = {
    "ins": "AFTER INSERT ON search_entry BEGIN {add} END",
    "del": "AFTER DELETE ON search_entry BEGIN {remove} END",
    "upd": "AFTER UPDATE OF tokens ON search_entry WHEN old.tokens <> new.tokens BEGIN {remove} {add} END",
}


def some(cursor: Any, match: str, limit: int) -> list[int]:
    return newest(cursor, match, limit, 0, 2**62)


def newest(cursor: Any, match: str, limit: int, low: int, high: int) -> list[int]:
    cursor.execute(
        f"SELECT rowid FROM {INDEX} WHERE {INDEX} MATCH %s AND rowid BETWEEN %s AND %s "  # noqa: S608
        "ORDER BY rowid DESC LIMIT %s",
        [match, low, high, limit],
    )
    return [row[0] for row in cursor.fetchall()]


def within(cursor: Any, match: str, keys: list[int], limit: int) -> list[int]:
    """All that match, quickly read here, and those among them."""
    if not keys:
        return []
    wanted = set(keys)
    return [key for key in newest(cursor, match, -1, keys[-1], keys[0]) if key in wanted][:limit]


def ensure(connection: Any) -> None:
    add = f"INSERT INTO {INDEX}(rowid, tokens) VALUES (new.id, new.tokens);"  # noqa: S608
    remove = f"INSERT INTO {INDEX}({INDEX}, rowid, tokens) VALUES ('delete', old.id, old.tokens);"  # noqa: S608
    with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT name FROM sqlite_master WHERE name LIKE %s", [f"{INDEX}%"])
        known = {row[0] for row in cursor.fetchall()}
        if {INDEX, *(f"{INDEX}_{suffix}" for suffix in _TRIGGERS)} <= known:
            return
        cursor.execute(
            f"CREATE VIRTUAL TABLE IF NOT EXISTS {INDEX} USING fts5(tokens, content='search_entry', "
            "content_rowid='id', detail='none', columnsize=0, prefix='3 4', tokenize=\"ascii tokenchars '_='\")"
        )
        for suffix, body in _TRIGGERS.items():
            body = body.format(add=add, remove=remove)  # noqa: PLW2901
            cursor.execute(f"CREATE TRIGGER IF NOT EXISTS {INDEX}_{suffix} {body}")
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('rebuild')")  # noqa: S608


def optimise(connection: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {INDEX}({INDEX}) VALUES ('optimize')")  # noqa: S608


def faults(connection: Any) -> list[str]:
    """What FTS5 finds wrong with its index, compared with the table."""
    from django.db import DatabaseError

    try:
        with transaction.atomic(using=connection.alias), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {INDEX}({INDEX}, rank) VALUES ('integrity-check', 1)")  # noqa: S608
    except DatabaseError as error:
        return [str(error)]
    return []
