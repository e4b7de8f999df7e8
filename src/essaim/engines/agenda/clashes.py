"""Who and what is already taken, and when it would be free."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kit.ui.formats import moment as _moment

from .models import Event, Occurrence, Resource
from .queries import busy

SEARCHED = timedelta(days=30)
STEP = timedelta(minutes=15)
DAY = (time(8), time(19))

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class Clash:
    """`occurrence` overlaps `span`."""

    span: Span
    occurrence: Occurrence


def find_clashes(
    spans: list[Span],
    users: Iterable[int],
    resources: Iterable[int],
    without: int | None = None,
    people: Iterable[int] = (),
) -> list[Clash]:
    """What overlaps `spans` among what takes these users, things and people; one query however many spans."""
    users, resources, people = list(users), list(resources), list(people)
    if not spans or not (users or resources or people):
        return []
    first, last = min(span[0] for span in spans), max(span[1] for span in spans)
    taken = busy(first, last, users, resources, without, people)
    starts = [row.start for row in taken]
    longest = max((row.end - row.start for row in taken), default=timedelta())
    found = []
    for span in spans:
        near = taken[bisect_left(starts, span[0] - longest) : bisect_left(starts, span[1])]
        found += [Clash(span, row) for row in near if row.end > span[0]]
    return found


def next_free(
    span: Span,
    users: Iterable[int],
    resources: Iterable[int],
    tz: Any,
    without: int | None = None,
    people: Iterable[int] = (),
) -> Span | None:
    """The first slot of the same length from `span` on, on a weekday between 8 and 19 o'clock there."""
    length = span[1] - span[0]
    taken = busy(span[0], span[0] + SEARCHED + length, users, resources, without, people)
    start = span[0]
    while start < span[0] + SEARCHED:
        local = start.astimezone(tz)
        opening = local.replace(hour=DAY[0].hour, minute=0, second=0, microsecond=0)
        closing = local.replace(hour=DAY[1].hour, minute=0, second=0, microsecond=0)
        if local < opening:
            start = opening
            continue
        if local.weekday() > 4 or local + length > closing:
            if length > closing - opening:
                return None
            start = (local + timedelta(days=1)).replace(hour=DAY[0].hour, minute=0, second=0, microsecond=0)
            continue
        blocking = next((row for row in taken if row.start < start + length and row.end > start), None)
        if blocking is None:
            return start, start + length
        start = _rounded(blocking.end)
    return None


def _rounded(moment: datetime) -> datetime:
    past = timedelta(minutes=moment.minute % 15, seconds=moment.second, microseconds=moment.microsecond)
    return moment + (STEP - past) if past else moment


def spans_of(event: Event) -> list[Span]:
    rows = event.occurrences.filter(cancelled=False, end__gt=timezone.now()).order_by("start")
    return list(rows.values_list("start", "end"))


def resource_refusal(event: Event) -> str:
    """Why the rooms and equipment of a saved event cannot be had, "" when they can."""
    wanted = list(event.resources.values_list("pk", flat=True))
    if not wanted:
        return ""
    spans = spans_of(event)
    clashes = find_clashes(spans, (), wanted, without=event.pk)
    if not clashes:
        return ""
    clash = clashes[0]
    names = Resource._base_manager.filter(pk__in=wanted, events=clash.occurrence.event_id)
    free = next_free(clash.span, (), wanted, event.tz, without=event.pk)
    text = _("%(what)s : déjà pris %(when)s.") % {
        "what": ", ".join(str(item) for item in names),
        "when": said(clash.occurrence.start, event.tz),
    }
    if free:
        text += " " + _("Premier créneau libre : %(when)s.") % {"when": said(free[0], event.tz)}
    return text


def said(moment: datetime, tz: Any) -> str:
    with timezone.override(tz):
        return str(_moment(moment))
