"""What costs nothing twice: counts, and pages far from both ends, are kept until the next write anywhere."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from typing import TypeVar

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from essaim.engines.journal.api import latest

T = TypeVar("T")
KEPT_SECONDS = 600


def exact_count(queryset: QuerySet) -> int:
    """The number of rows of `queryset`."""
    plain = queryset.order_by()
    return kept("count", plain, plain.count, 0)


def kept(name: str, queryset: QuerySet, compute: Callable[[], T], nothing: T) -> T:
    """What `compute` gives for `queryset`; `nothing` when no row can match.

    Every write leaves an entry in the journal, and entries are numbered in commit order: as long as
    the last number is the same, so is the answer. It is read before computing, so a write that comes
    in between is at worst computed again.
    """
    try:
        sql, params = queryset.query.sql_with_params()
    except EmptyResultSet:
        return nothing
    place = f"{connection.settings_dict['NAME']}|{latest()}|{sql}|{params!r}"
    key = f"{name}:" + blake2b(place.encode(), digest_size=16).hexdigest()
    known: T | None = caches["local"].get(key)
    if known is None:
        known = compute()
        caches["local"].set(key, known, KEPT_SECONDS)
    return known
