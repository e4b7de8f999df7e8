"""The dates of a period, read as plain rows: a month of a very full agenda stays quick."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db import connections
from django.db.models import Exists, OuterRef, QuerySet

from .expanding import beyond
from .models import Event, Occurrence
from .models.occurrence import LONG

SHOWN = 400
A_DAY = 8
KEYS = 4000
FAR = 300
COLUMNS = (
    "event_id", "original", "start", "end", "title", "location", "event__title", "event__location",
    "event__zone", "event__all_day", "event__repeat", "event__category", "event__version",
)  # fmt: skip


class Seen(NamedTuple):
    """One date of an event, as pages show it. Moments are aware."""

    event_id: int
    original: datetime
    start: datetime
    end: datetime
    title: str
    location: str
    zone: str
    all_day: bool
    repeats: bool
    category: str
    version: int


@dataclass
class Period:
    """`rows` by start; `full`: days of which only the first ones are there."""

    rows: list[Seen]
    full: list[date] = field(default_factory=list)


def between(events: QuerySet[Event], start: datetime, end: datetime, most: int = SHOWN) -> list[Seen]:
    """The first `most` occurrences of `events` that touch the window, by start."""
    rows, _few = _rows(events)
    found = _begun(rows, start, most) + _seen(rows.filter(start__gte=start, start__lt=end), most)
    return sorted(found + _far(events, start, end), key=_rank)[:most]


def period(events: QuerySet[Event], start: datetime, end: datetime, tz: ZoneInfo) -> Period:
    """All of the window or, when that is more than anybody reads, the first ones of each day of `tz`."""
    (rows, few), far = _rows(events), _far(events, start, end)
    begun = _begun(rows, start, A_DAY)
    found = _seen(rows.filter(start__gte=start, start__lt=end), SHOWN + 1)
    if len(found) <= SHOWN:
        return Period(sorted(begun + found + far, key=_rank))
    if end - start <= timedelta(days=2):
        return Period(sorted(begun + found[:SHOWN] + far, key=_rank), [start.astimezone(tz).date()])
    keys: list[int] = []
    full = []
    for first, of_day in _by_day(rows, few, start, end, tz):
        keys += of_day[:A_DAY]
        if len(of_day) > A_DAY:
            full.append(first.astimezone(tz).date())
    chosen = _seen(Occurrence.objects.filter(pk__in=keys), len(keys))
    return Period(sorted(begun + chosen + far, key=_rank), full)


def _begun(rows: QuerySet[Occurrence], start: datetime, most: int) -> list[Seen]:
    """What goes on at `start`: looked for apart, or no index would give the rest in order."""
    short = rows.filter(start__gte=start - LONG, start__lt=start, end__gt=start, is_long=False)
    long = rows.filter(is_long=True, start__lt=start, end__gt=start)
    return _seen(short, most) + _seen(long, most, by="end")


def _keys(rows: QuerySet[Occurrence], most: int) -> QuerySet[Occurrence, int]:
    return rows.order_by("start", "id").values_list("pk", flat=True)[:most]


def _by_day(
    rows: QuerySet[Occurrence], few: bool, start: datetime, end: datetime, tz: ZoneInfo
) -> Iterator[tuple[datetime, list[int]]]:
    """Keys of the first dates of each day. The question is put into SQL once and asked with each day's bounds:
    writing it anew would cost more than the answer."""

    def question(first: datetime, last: datetime) -> tuple[str, list[Any]]:
        asked = _keys(rows.filter(start__gte=first, start__lt=last), A_DAY + 1)
        sql, values = asked.query.sql_with_params()
        return sql, list(values)

    days = list(_days(start, end, tz))
    if few:
        found = list(
            rows.filter(start__gte=start, start__lt=end).order_by("start", "id").values_list("pk", "start")
        )
        moments = [moment for _key, moment in found]
        for first, last in days:
            here = found[bisect_left(moments, first) : bisect_left(moments, last)]
            yield first, [key for key, _moment in here[: A_DAY + 1]]
        return
    sql, values = question(*days[0])
    _same, others = question(days[0][0] + timedelta(days=1), days[0][1] + timedelta(days=1))
    places = [rank for rank, (one, other) in enumerate(zip(values, others, strict=True)) if one != other]
    with connections[rows.db].cursor() as cursor:
        for first, last in days:
            for place, moment in zip(places, (first, last), strict=True):
                values[place] = connections[rows.db].ops.adapt_datetimefield_value(moment)
            cursor.execute(sql, values)
            yield first, [key for (key,) in cursor.fetchall()]


def _rank(row: Seen) -> tuple[datetime, int]:
    return row.start, row.event_id


def _days(start: datetime, end: datetime, tz: ZoneInfo) -> Iterable[tuple[datetime, datetime]]:
    day = start.astimezone(tz).date()
    first = start
    while first < end:
        day += timedelta(days=1)
        last = min(datetime.combine(day, time(0), tz), end)
        yield first, last
        first = last


def _rows(events: QuerySet[Event]) -> tuple[QuerySet[Occurrence], bool]:
    """Their occurrences; whether they are few. A user's own events are: their keys lead the search. Of many,
    each date found asks for its own."""
    rows = Occurrence.objects.filter(cancelled=False)
    if not events.query.where:
        return rows, False
    keys = list(events.order_by().values_list("pk", flat=True)[: KEYS + 1])
    if len(keys) <= KEYS:
        return rows.filter(event__in=keys), True
    return rows.filter(Exists(events.order_by().filter(pk=OuterRef("event_id")))), False


def _seen(rows: QuerySet[Occurrence], most: int, by: str = "start") -> list[Seen]:
    found = rows.order_by(by, "id").values_list(*COLUMNS)[:most]
    return [
        Seen(
            key, original, start, end, title or name, location or place, zone, all_day,
            repeat not in ("", "none"), category, version,
        )
        for key, original, start, end, title, location, name, place, zone, all_day, repeat, category, version
        in found
    ]  # fmt: skip


def seen_of(row: Occurrence) -> Seen:
    event: Any = row.event
    return Seen(
        event.pk, row.original, row.start, row.end, row.shown_title, row.shown_location, event.zone,
        event.all_day, event.repeats, event.category, event.version,
    )  # fmt: skip


def _far(events: QuerySet[Event], start: datetime, end: datetime) -> list[Seen]:
    """Dates of endless rules further than those kept."""
    late = events.filter(expanded_until__lt=end).order_by("expanded_until")[:FAR]
    return [seen_of(row) for event in late for row in beyond(event, start, end)]
