"""Days, weeks, months, quarters and years of a date field.

A bucket is told by comparing with the first instants of all of them, a binary search in one CASE: exact
across daylight changes, alike on both databases, and with no function call a row.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

from django.db.models import DateTimeField, F, Func, IntegerField
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import Field
from essaim.engines.records.kinds import Kind
from essaim.engines.records.query import periods
from essaim.engines.records.query.values import day_start

BUCKETS = periods.UNITS
MOST = 800
FIRST, LAST = date(1800, 1, 1), date(2200, 12, 31)


@dataclass(frozen=True)
class Bucket:
    """Whole days, both included."""

    unit: str
    first: date

    @property
    def last(self) -> date:
        return periods.shift(self.unit, self.first, 1) - timedelta(days=1)

    @property
    def key(self) -> str:
        if self.unit == "year":
            return f"{self.first.year:04}"
        if self.unit == "quarter":
            return f"{self.first.year:04}-T{(self.first.month + 2) // 3}"
        return self.first.isoformat()[:7] if self.unit == "month" else self.first.isoformat()

    @property
    def label(self) -> str:
        return _label(self, get_language())

    def _said(self) -> str:
        if self.unit == "year":
            return str(self.first.year)
        if self.unit == "quarter":
            return _("T%(quarter)s %(year)s") % {
                "quarter": (self.first.month + 2) // 3,
                "year": self.first.year,
            }
        if self.unit == "month":
            return date_format(self.first, "N Y")
        if self.unit == "week":
            return _("sem. du %s") % date_format(self.first, "j N Y")
        return date_format(self.first, "j N Y")


@lru_cache(maxsize=4096)
def _label(bucket: Bucket, language: str | None) -> str:
    return bucket._said()


def buckets(unit: str, first: date, last: date) -> list[Bucket]:
    """Those that hold the days from `first` to `last`; a coarser unit when there would be too many."""
    for candidate in BUCKETS[BUCKETS.index(unit) :]:
        found = list(_walk(candidate, first, last))
        if len(found) <= MOST:
            return found
    raise AssertionError("four centuries are fewer years than that")


def _walk(unit: str, first: date, last: date) -> Iterator[Bucket]:
    here = periods.start_of(unit, first)
    while here <= last:
        yield Bucket(unit, here)
        here = periods.shift(unit, here, 1)
        if here > LAST:
            return


def place_of(found: list[Bucket], day: date) -> int:
    return bisect_right([bucket.first for bucket in found], day) - 1


class Place(Func):
    """The rank of the bucket a date falls in; null for no date."""

    output_field = IntegerField()

    def __init__(self, source: Any, starts: tuple[Any, ...] = (), **extra: Any) -> None:
        super().__init__(source, **extra)
        self.starts = starts

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:  # type: ignore[override]
        sql, params = compiler.compile(self.source_expressions[0])
        params = list(params)
        adapt = connection.ops.adapt_datefield_value
        if self.starts and isinstance(self.starts[0], datetime):
            adapt = connection.ops.adapt_datetimefield_value
        kept: list[Any] = []

        def cut(low: int, high: int) -> str:
            if low == high:
                return str(low)
            middle = (low + high + 1) // 2
            kept.extend([*params, adapt(self.starts[middle])])
            return f"CASE WHEN {sql} < %s THEN {cut(low, middle - 1)} ELSE {cut(middle, high)} END"

        kept.extend(params)
        tree = cut(0, len(self.starts) - 1)
        return f"CASE WHEN {sql} IS NULL THEN NULL ELSE {tree} END", tuple(kept)


def place(field: Field, path: str, found: list[Bucket]) -> Place:
    return Place(F(path), starts=tuple(day_start(field, bucket.first) for bucket in found))


def local_day(value: Any) -> date:
    """A day of the database as the reader's clock tells it, within what a clock can tell."""
    if isinstance(value, datetime):
        value = timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return min(max(value, FIRST), LAST)


class Days(Func):
    """Days from one date to another, as a decimal number; a date counts as midnight UTC."""

    arity = 2

    def as_sqlite(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:
        return self.as_sql(compiler, connection, template="(julianday(%(a)s) - julianday(%(b)s))")

    def as_sql(self, compiler: Any, connection: Any, **extra: Any) -> tuple[str, Any]:  # type: ignore[override]
        template = extra.get("template") or "(EXTRACT(EPOCH FROM (%(a)s - %(b)s)) / 86400.0)"
        sqls, params = [], []
        for source in self.source_expressions:
            sql, given = compiler.compile(source)
            if connection.vendor == "postgresql" and not isinstance(source.output_field, DateTimeField):
                sql = f"({sql})::timestamp AT TIME ZONE 'UTC'"
            sqls.append(sql)
            params.extend(given)
        return template % {"a": sqls[0], "b": sqls[1]}, tuple(params)


Span = tuple[date, date]


def asked_span(tree: dict[str, Any] | None, field: Field) -> Span | None:
    """The days a filter leaves to a field, when its outermost conditions say so."""
    for node in tree.get("all", [tree]) if tree else ():
        if (span := _span(node, field)) is not None:
            return span
    return None


def _span(node: dict[str, Any], field: Field) -> Span | None:
    if node.get("field") != field.name:
        return None
    if node.get("op") == "period":
        return periods.resolve(node.get("value"))
    if node.get("op") == "between":
        first, last = (date.fromisoformat(str(item)[:10]) for item in node["value"])
        return (first, last) if first <= last else None
    return None


def without_span(tree: dict[str, Any] | None, field: Field) -> dict[str, Any] | None:
    """The filter without the condition that `asked_span` reads."""
    nodes = list(tree.get("all", [tree])) if tree else []
    told = next((rank for rank, node in enumerate(nodes) if _span(node, field) is not None), None)
    if told is not None:
        del nodes[told]
    return {"all": nodes} if nodes else None


DATED = (Kind.DATE, Kind.DATETIME)
