"""From a rule to dates. Everything is computed on the wall clock of the event's zone, then put in UTC."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING

from .choices import CODES, Policy, Repeat
from .daysoff import is_off

if TYPE_CHECKING:
    from .models import Event

MOST = 15_000
FURTHEST_MOVE = 90
FREQ = {
    Repeat.DAILY: "DAILY", Repeat.WEEKLY: "WEEKLY", Repeat.MONTHLY: "MONTHLY",
    Repeat.WEEKDAY: "MONTHLY", Repeat.YEARLY: "YEARLY",
}  # fmt: skip


@dataclass(frozen=True)
class Slot:
    """One occurrence as the rule gives it (`original`) and where days off put it (`start`); both in UTC.

    `start` is None when the rule skips it.
    """

    original: datetime
    start: datetime | None


def rule_text(event: Event, utc: bool = True) -> str:
    """The value of RRULE, "" when there is none. `utc=False`: UNTIL on the wall clock."""
    if event.repeat in ("", Repeat.NONE):
        return ""
    local = event.local(event.start)
    custom = event.repeat == Repeat.CUSTOM
    parts = [event.rule if custom else f"FREQ={FREQ[Repeat(event.repeat)]}"]
    if event.every > 1 and not custom:
        parts.append(f"INTERVAL={event.every}")
    if event.repeat == Repeat.WEEKLY and event.weekdays:
        parts.append("BYDAY=" + ",".join(code for code in CODES if code in event.weekdays))
    if event.repeat == Repeat.WEEKDAY:
        parts.append(f"BYDAY={_nth(local)}{CODES[local.weekday()]}")
    if event.times:
        parts.append(f"COUNT={event.times}")
    elif event.until:
        parts.append("UNTIL=" + _until(event, utc))
    return ";".join(parts)


def _nth(local: datetime) -> int:
    """Which one of the month: 1 to 4, or the last one (-1) from the 29th on."""
    return -1 if local.day > 28 else (local.day - 1) // 7 + 1


def _until(event: Event, utc: bool) -> str:
    assert event.until is not None
    if event.all_day and utc:
        return f"{event.until:%Y%m%d}"
    last = datetime.combine(event.until, time(23, 59, 59))
    if not utc:
        return f"{last:%Y%m%dT%H%M%S}"
    return f"{last.replace(tzinfo=event.tz).astimezone(UTC):%Y%m%dT%H%M%SZ}"


def originals(event: Event) -> Iterator[datetime]:
    """The wall-clock moments of the rule and the dates added to it, in order, without end when it has none."""
    if not event.extra_dates:
        return ruled(event)
    added = sorted(datetime.fromisoformat(text) for text in event.extra_dates)
    return (moment for moment, _same in groupby(merge(ruled(event), added)))


def ruled(event: Event) -> Iterator[datetime]:
    local = event.local(event.start)
    text = rule_text(event, utc=False)
    if not text:
        yield local
        return
    from dateutil.rrule import rrulestr

    yield from rrulestr(text, dtstart=local)


def snap(event: Event) -> None:
    """Brings the start to the first date of the rule: a Monday when it repeats on Mondays."""
    first = next(ruled(event), None)
    local = event.local(event.start)
    if first is not None and first != local:
        length = event.end - event.start
        event.start = to_utc(event, first)
        event.end = event.start + length


def to_utc(event: Event, local: datetime) -> datetime:
    """A time the clocks skip in spring reads with the offset before the change, as RFC 5545 says."""
    return local.replace(tzinfo=event.tz).astimezone(UTC)


def slots(event: Event, until: datetime) -> tuple[list[Slot], bool]:
    """Occurrences whose original start comes before `until` (aware), the first one always; whether that is all."""
    limit = event.local(until)
    found: list[Slot] = []
    taken: set[datetime] = set()
    for local in islice(originals(event), MOST):
        if local >= limit and found:
            return found, False
        moved = _around_days_off(event, local)
        if moved is not None and moved in taken:
            moved = None
        if moved is not None:
            taken.add(moved)
        found.append(Slot(to_utc(event, local), None if moved is None else to_utc(event, moved)))
    return found, True


def _around_days_off(event: Event, local: datetime) -> datetime | None:
    if not event.repeats or not (event.country or event.school_zone):
        return local
    if not is_off(local.date(), event.country, event.school_zone):
        return local
    if event.policy != Policy.MOVE:
        return None
    for days in range(1, FURTHEST_MOVE):
        later = local + timedelta(days=days)
        if later.weekday() < 5 and not is_off(later.date(), event.country, event.school_zone):
            return later
    return None


def end_of(event: Event, start: datetime) -> datetime:
    """All-day events last whole days of the wall clock, others an exact length."""
    if event.all_day:
        days = event.local(event.end) - event.local(event.start)
        return to_utc(event, event.local(start) + days)
    return start + (event.end - event.start)
