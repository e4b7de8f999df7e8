"""Figures are computed once for each question and each state of the data.

What is kept is found by the SQL it answers. The reader's rights are inside that SQL, so two readers share an
answer only when the database would be asked the very same thing; the stamp of the data is the number of the
journal's last entry, as for `counting`. One level is this process's memory, the other files, where the other
processes find it.
"""

from __future__ import annotations

from hashlib import blake2b
from typing import Any

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from essaim.engines.journal.api import latest

KEPT_SECONDS = 3600


class Missing(Exception):
    """The answer is not kept, and only kept ones were wanted."""


Answer = list[tuple[Any, ...]]


def answer_of(queryset: QuerySet, stamp: int | None = None, kept_only: bool = False) -> Answer:
    """The rows of a `values_list` queryset. `stamp`: `latest()`, when the caller has read it already."""
    try:
        sql, params = queryset.query.sql_with_params()
    except EmptyResultSet:
        return []
    return remembered(sql, params, lambda: [tuple(row) for row in queryset], stamp, kept_only)


def answer_to(sql: str, params: Any, stamp: int | None = None, kept_only: bool = False) -> Answer:
    """As `answer_of`, for SQL that the ORM does not write."""

    def ask() -> Answer:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return [tuple(row) for row in cursor.fetchall()]

    return remembered(sql, params, ask, stamp, kept_only)


def remembered(sql: str, params: Any, ask: Any, stamp: int | None, kept_only: bool) -> Answer:
    if stamp is None:
        stamp = latest()
    place = f"{connection.settings_dict['NAME']}|{stamp}|{sql}|{params!r}"
    key = "answer:" + blake2b(place.encode(), digest_size=20).hexdigest()
    near, far = caches["local"], caches["answers"]
    known: Answer | None = near.get(key)
    if known is None:
        known = far.get(key)
        if known is None:
            if kept_only:
                raise Missing
            known = ask()
            far.set(key, known, KEPT_SECONDS)
        near.set(key, known, KEPT_SECONDS)
    return known
