"""The index of each database behind one interface: `some`, `newest`, `within`.

What is asked is a `Match`; both databases hold the same tokens and give the same entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
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
    """All the clauses; of a clause any alternative; of an alternative all the words. In sources of these codes."""

    clauses: tuple[tuple[tuple[Word, ...], ...], ...]
    codes: tuple[str, ...] = ()

    def within(self, sources: Iterable[Any]) -> Match:
        return replace(self, codes=tuple(source.code for source in sources))

    def for_sqlite(self) -> str:
        return self._written(" AND ", " OR ", lambda token, prefix: f'"{token}"*' if prefix else f'"{token}"')

    def for_postgresql(self) -> str:
        return self._written(" & ", " | ", lambda token, prefix: f"'{token}':*" if prefix else f"'{token}'")

    def _written(self, every: str, some: str, one: Callable[[str, bool], str]) -> str:
        def in_source(code: str) -> str:
            return every.join(
                "("
                + some.join(
                    "(" + every.join(one(code + word.text, word.prefix) for word in words) + ")"
                    for words in alternatives
                )
                + ")"
                for alternatives in self.clauses
            )

        return some.join(f"({in_source(code)})" for code in self.codes)


def some(match: Match, limit: int) -> list[int]:
    """Keys of entries that match, at most `limit`, in no order."""
    if not match.codes:
        return []
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return sqlite.some(cursor, match.for_sqlite(), limit)
        return postgresql.some(cursor, match.for_postgresql(), limit)


def newest(match: Match, limit: int, low: int, high: int) -> list[int]:
    """Keys of entries that match, within a range of keys, at most `limit`, the newest first."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return sqlite.newest(cursor, match.for_sqlite(), limit, low, high)
        return postgresql.newest(cursor, match.for_postgresql(), limit, low, high)


def within(match: Match, keys: list[int], limit: int) -> list[int]:
    """Which of these keys (the newest first) match, at most `limit`."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            return sqlite.within(cursor, match.for_sqlite(), keys, limit)
        return postgresql.within(cursor, match.for_postgresql(), keys, limit)


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
