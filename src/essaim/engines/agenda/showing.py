"""What is read of a request about the agenda: period, scope, zone, layers; and dates made ready for pages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils import timezone

from .agendas import events_in, key_of, scope_of
from .choices import TONES, ZONES, Category
from .layers import Layer, Mark, layers_for
from .models import Occurrence
from .reading import Seen, between

LONGEST = timedelta(days=100)
LISTED = 100
STAMP = "%Y%m%dT%H%M%SZ"
NAMES = dict(Category.choices)


@dataclass(frozen=True)
class Asked:
    """Moments are aware, in the zone whose clock is shown."""

    start: datetime
    end: datetime
    scope: str
    zone: str
    layers: list[Layer]

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def is_mine(self) -> bool:
        return self.scope == "mine"

    @property
    def key(self) -> str:
        return key_of(self.scope)


@dataclass(frozen=True)
class Line:
    """One line of the list: wall-clock `start` and `end`, or whole days (the last one counted in)."""

    day: date
    title: str
    url: str
    start: datetime | None = None
    end: datetime | None = None
    last_day: date | None = None
    location: str = ""
    repeats: bool = False
    layer: str = ""
    category: str = ""
    tone: str = "neutral"
    done: bool = False


@dataclass
class Listing:
    """`next_day`: where the list goes on, when it is longer than what is read at once."""

    lines: list[Line]
    next_day: date | None = None
    cut: bool = field(default=False)

    @property
    def days(self) -> list[tuple[date, list[Line]]]:
        found: dict[date, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.day, []).append(line)
        return list(found.items())


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(STAMP)


def read_stamp(text: str) -> datetime:
    try:
        return datetime.strptime(text, STAMP).replace(tzinfo=UTC)
    except ValueError:
        raise Http404 from None


def zone_of(request: HttpRequest) -> str:
    wanted = request.GET.get("heure", "")
    return wanted if wanted in dict(ZONES) else timezone.get_current_timezone_name()


def zones() -> list[tuple[str, Any]]:
    """Those that can be chosen, with that of the reader."""
    own = timezone.get_current_timezone_name()
    return [*ZONES] if own in dict(ZONES) else [(own, own), *ZONES]


def month_of(request: HttpRequest) -> date:
    """?mois=2026-11; this month without it."""
    try:
        return datetime.strptime(request.GET.get("mois", ""), "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        return datetime.now(ZoneInfo(zone_of(request))).date().replace(day=1)


def asked(request: HttpRequest, period: tuple[date, date] | None = None) -> Asked:
    """?debut=2026-11-01&fin=2026-12-01 (the end not counted) &qui=tous &heure=… &couche=tasks"""
    zone = zone_of(request)
    first, last = period or (read_day(request, "debut"), read_day(request, "fin"))
    tz = ZoneInfo(zone)
    start = datetime.combine(first, time(0), tz)
    end = min(datetime.combine(last, time(0), tz), start + LONGEST)
    if end <= start:
        raise Http404
    known = layers_for(request.user)
    names = request.GET.getlist("couche")
    shown = [layer for layer in known if (layer.name in names if "couche" in request.GET else layer.shown)]
    return Asked(start, end, scope_of(request.GET.get("qui", "")), zone, shown)


def read_day(request: HttpRequest, name: str) -> date:
    try:
        found = date.fromisoformat(request.GET.get(name, "")[:10])
    except ValueError:
        raise Http404 from None
    if not 1900 < found.year < 2200:
        raise Http404
    return found


def url_of(row: Occurrence | Seen) -> str:
    return reverse("agenda:occurrence", kwargs={"pk": row.event_id, "moment": stamp(row.original)})


def base_url() -> str:
    """What every date's address begins with: one reversal for hundreds of dates."""
    return reverse("agenda:calendar")


def address(base: str, row: Seen) -> str:
    return f"{base}{row.event_id}/{row.original.astimezone(UTC):{STAMP}}/"


def listing(user: Any, wanted: Asked, most: int = 0) -> Listing:
    """At most `most` dates (`LISTED`), whole days, and where the rest begins."""
    most = most or LISTED
    found = between(events_in(user, wanted.scope), wanted.start, wanted.end, most + 1)
    next_day, cut = None, len(found) > most
    if cut:
        last = max(found[-1].start.astimezone(wanted.tz).date(), wanted.start.date())
        if last > wanted.start.date():
            next_day = last
            wanted = replace(wanted, end=datetime.combine(last, time(0), wanted.tz))
            found = [row for row in found if row.start < wanted.end]
        else:
            found = found[:most]
            next_day = last + timedelta(days=1)
            wanted = replace(wanted, end=datetime.combine(next_day, time(0), wanted.tz))
    base = base_url()
    lines = [_line(row, wanted, base) for row in found] + _mark_lines(user, wanted)
    alone = cut and next_day == wanted.start.date() + timedelta(days=1) and len(found) >= most
    return Listing(sorted(lines, key=_rank), next_day, alone)


def _rank(line: Line) -> tuple[date, str, str]:
    return line.day, line.start.isoformat() if line.start else "", line.title


def _mark_lines(user: Any, wanted: Asked) -> list[Line]:
    return [
        _mark_line(layer, mark, wanted)
        for layer in wanted.layers
        for mark in layer.load(user, wanted.start, wanted.end, wanted.is_mine)
    ]


def _mark_line(layer: Layer, mark: Mark, wanted: Asked) -> Line:
    at = mark.start.astimezone(wanted.tz) if isinstance(mark.start, datetime) else None
    end = mark.end.astimezone(wanted.tz).replace(tzinfo=None) if isinstance(mark.end, datetime) else None
    day: Any = at.date() if at else mark.start
    last = mark.end if at is None and mark.end is not None and not isinstance(mark.end, datetime) else None
    return Line(
        day=max(day, wanted.start.date()),
        title=mark.title,
        url=mark.url,
        start=at.replace(tzinfo=None) if at else None,
        end=end if at else None,
        last_day=last,
        location=mark.location,
        layer=str(layer.label),
        done=mark.done,
    )


def _line(row: Seen, wanted: Asked, base: str) -> Line:
    common: dict[str, Any] = {
        "title": row.title, "url": address(base, row), "location": row.location, "repeats": row.repeats,
        "category": str(NAMES.get(row.category, "")), "tone": TONES.get(row.category, "neutral"),
    }  # fmt: skip
    if row.all_day:
        tz = ZoneInfo(row.zone)
        first = row.start.astimezone(tz).date()
        last = (row.end - timedelta(microseconds=1)).astimezone(tz).date()
        return Line(day=max(first, wanted.start.date()), last_day=last, **common)
    start = row.start.astimezone(wanted.tz).replace(tzinfo=None)
    end = row.end.astimezone(wanted.tz).replace(tzinfo=None)
    return Line(day=max(start.date(), wanted.start.date()), start=start, end=end, **common)
