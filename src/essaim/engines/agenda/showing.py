"""What is read of a request about the agenda: period, scope, zone, layers; and dates made ready for pages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from .choices import ZONES
from .layers import Layer, layers_for
from .models import Occurrence
from .queries import between, events_for

LONGEST = timedelta(days=100)
STAMP = "%Y%m%dT%H%M%SZ"


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
    done: bool = False


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime(STAMP)


def read_stamp(text: str) -> datetime:
    try:
        return datetime.strptime(text, STAMP).replace(tzinfo=UTC)
    except ValueError:
        raise Http404 from None


def zone_of(request: HttpRequest) -> str:
    wanted = request.GET.get("heure", "")
    return wanted if wanted in dict(ZONES) else settings.TIME_ZONE


def month_of(request: HttpRequest) -> date:
    """?mois=2026-11; this month without it."""
    try:
        return datetime.strptime(request.GET.get("mois", ""), "%Y-%m").replace(tzinfo=UTC).date()
    except ValueError:
        return datetime.now(ZoneInfo(zone_of(request))).date().replace(day=1)


def asked(request: HttpRequest, period: tuple[date, date] | None = None) -> Asked:
    """?debut=2026-11-01&fin=2026-12-01 (the end not counted) &qui=tous &heure=… &couche=tasks"""
    zone = zone_of(request)
    first, last = period or (_day(request, "debut"), _day(request, "fin"))
    tz = ZoneInfo(zone)
    start = datetime.combine(first, time(0), tz)
    end = min(datetime.combine(last, time(0), tz), start + LONGEST)
    if end <= start:
        raise Http404
    known = layers_for(request.user)
    names = request.GET.getlist("couche")
    shown = [layer for layer in known if layer.name in names] if "couche" in request.GET else known
    return Asked(start, end, "all" if request.GET.get("qui") == "tous" else "mine", zone, shown)


def _day(request: HttpRequest, name: str) -> date:
    try:
        return date.fromisoformat(request.GET.get(name, "")[:10])
    except ValueError:
        raise Http404 from None


def url_of(row: Occurrence) -> str:
    return reverse("agenda:occurrence", kwargs={"pk": row.event_id, "moment": stamp(row.original)})


def lines(user: Any, wanted: Asked) -> list[Line]:
    found = [_line(row, wanted) for row in between(events_for(user, wanted.scope), wanted.start, wanted.end)]
    for layer in wanted.layers:
        for mark in layer.load(user, wanted.start, wanted.end, wanted.scope == "mine"):
            found.append(_mark_line(layer, mark, wanted))
    return sorted(found, key=_rank)


def _rank(line: Line) -> tuple[date, str, str]:
    return line.day, line.start.isoformat() if line.start else "", line.title


def _mark_line(layer: Layer, mark: Any, wanted: Asked) -> Line:
    at = mark.start.astimezone(wanted.tz) if isinstance(mark.start, datetime) else None
    return Line(
        day=at.date() if at else mark.start,
        title=mark.title,
        url=mark.url,
        start=at.replace(tzinfo=None) if at else None,
        layer=str(layer.label),
        done=mark.done,
    )


def _line(row: Occurrence, wanted: Asked) -> Line:
    event = row.event
    common: dict[str, Any] = {
        "title": row.shown_title, "url": url_of(row), "location": row.shown_location, "repeats": event.repeats,
    }  # fmt: skip
    if event.all_day:
        first, last = event.local(row.start).date(), (event.local(row.end) - timedelta(microseconds=1)).date()
        return Line(day=max(first, wanted.start.date()), last_day=last, **common)
    start = row.start.astimezone(wanted.tz).replace(tzinfo=None)
    end = row.end.astimezone(wanted.tz).replace(tzinfo=None)
    return Line(day=max(start.date(), wanted.start.date()), start=start, end=end, **common)


def by_day(found: list[Line]) -> list[tuple[date, list[Line]]]:
    days: dict[date, list[Line]] = {}
    for line in found:
        days.setdefault(line.day, []).append(line)
    return list(days.items())
