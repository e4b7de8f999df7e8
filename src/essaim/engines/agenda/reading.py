"""The dates of a period, read as plain rows: a month of a very full agenda stays quick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, QuerySet

from .expanding import beyond
from .models import Event, Occurrence
from .queries import within

SHOWN = 600
A_DAY = 12
KEYS = 1000
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
    rows = _seen(_rows(events).filter(within(start, end)), most)
    rows += _far(events, start, end)
    return sorted(rows, key=_rank)[:most]


def period(events: QuerySet[Event], start: datetime, end: datetime, tz: ZoneInfo) -> Period:
    """All of the window or, when that is more than anybody reads, the first ones of each day of `tz`."""
    rows, far = _rows(events), _far(events, start, end)
    found = _seen(rows.filter(within(start, end)), SHOWN + 1)
    if len(found) <= SHOWN:
        return Period(sorted(found + far, key=_rank))
    if end - start <= timedelta(days=2):
        return Period(sorted(found[:SHOWN] + far, key=_rank), [start.astimezone(tz).date()])
    result = Period(far)
    result.rows += _seen(rows.filter(within(start, end), start__lt=start), A_DAY)
    for first, last in _days(start, end, tz):
        of_day = _seen(rows.filter(start__gte=first, start__lt=last), A_DAY + 1)
        result.rows += of_day[:A_DAY]
        if len(of_day) > A_DAY:
            result.full.append(first.astimezone(tz).date())
    result.rows.sort(key=_rank)
    return result


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


def _rows(events: QuerySet[Event]) -> QuerySet[Occurrence]:
    """A user's own events are few: their keys lead the search. Of many, each date found asks for its own."""
    rows = Occurrence.objects.filter(cancelled=False)
    if not events.query.where:
        return rows
    keys = list(events.order_by().values_list("pk", flat=True)[: KEYS + 1])
    if len(keys) <= KEYS:
        return rows.filter(event__in=keys)
    return rows.filter(Exists(events.order_by().filter(pk=OuterRef("event_id"))))


def _seen(rows: QuerySet[Occurrence], most: int) -> list[Seen]:
    found = rows.order_by("start", "id").values_list(*COLUMNS)[:most]
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
    late = events.filter(expanded_until__lt=end)[:FAR]
    return [seen_of(row) for event in late for row in beyond(event, start, end)]
