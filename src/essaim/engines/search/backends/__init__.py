"""The index of each database behind one interface: `matching(match, limit, low, high)`.

What is asked is a `Match`; both databases hold the same tokens and give the same entries.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.models.signals import post_migrate

from . import postgresql, sqlite


@dataclass(frozen=True)
class Word:
    """A token, or every token that begins so."""

    text: str
    prefix: bool = False


@dataclass(frozen=True)
class Match:
    """All the clauses; of a clause any alternative; of an alternative all the words."""

    clauses: tuple[tuple[tuple[Word, ...], ...], ...]

    def for_sqlite(self) -> str:
        return self._written(" AND ", " OR ", lambda word: f'"{word.text}"' + ("*" if word.prefix else ""))

    def for_postgresql(self) -> str:
        return self._written(" & ", " | ", lambda word: f"'{word.text}'" + (":*" if word.prefix else ""))

    def _written(self, every: str, some: str, one: Any) -> str:
        return every.join(
            "(" + some.join("(" + every.join(map(one, words)) + ")" for words in alternatives) + ")"
            for alternatives in self.clauses
        )


def matching(match: Match, limit: int, low: int = 0, high: int = 2**62) -> list[int]:
    """Keys of entries that match, within a range of keys, at most `limit`, the newest first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            sqlite.select(cursor, match.for_sqlite(), limit, low, high)
        else:
            postgresql.select(cursor, match.for_postgresql(), limit, low, high)
        return [row[0] for row in cursor.fetchall()]


def install() -> None:
    post_migrate.connect(_after_migrate, dispatch_uid="essaim_search_index")


def _after_migrate(sender: Any, using: str = DEFAULT_DB_ALIAS, **kwargs: Any) -> None:
    if getattr(sender, "label", "") == "search":
        ensure(using)


def ensure(using: str = DEFAULT_DB_ALIAS) -> None:
    """Makes the database's own index beside the table, if it is not there."""
    here = connections[using]
    if "search_entry" in here.introspection.table_names():
        (sqlite if here.vendor == "sqlite" else postgresql).ensure(here)
