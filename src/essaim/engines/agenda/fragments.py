"""Parts of the agenda: dates for the calendar, the same as a list, who and what is free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from essaim.engines.rights.api import can
from essaim.kit.access import requires

from .choices import ZONES
from .clashes import find_clashes, next_free
from .models import Occurrence
from .queries import all_resources, between, events_for
from .records import users as known_users
from .showing import Asked, asked, by_day, lines, url_of

ISO = "%Y-%m-%dT%H:%M:%S"


@require_GET
@requires("view", "events")
def dates(request: HttpRequest) -> JsonResponse:
    """What the calendar draws, on the clock of the zone shown: no offset in the moments."""
    wanted = asked(request)
    user: Any = request.user
    may = can(user, "change", "events")
    found = [
        _drawn(row, wanted, may) for row in between(events_for(user, wanted.scope), wanted.start, wanted.end)
    ]
    for rank, layer in enumerate(wanted.layers):
        for mark in layer.load(user, wanted.start, wanted.end, wanted.scope == "mine"):
            found.append(_drawn_mark(mark, layer, rank, wanted))
    return JsonResponse(found, safe=False)


def _drawn(row: Occurrence, wanted: Asked, may: bool) -> dict[str, Any]:
    event = row.event
    start, end = row.start, row.end
    whole = event.all_day
    zone = event.tz if whole else wanted.tz
    form = "%Y-%m-%d" if whole else ISO
    return {
        "title": row.shown_title,
        "start": start.astimezone(zone).strftime(form),
        "end": end.astimezone(zone).strftime(form),
        "allDay": whole,
        "url": url_of(row),
        "editable": may,
        "classNames": ["es-cal", "es-cal--repeats"] if event.repeats else ["es-cal"],
        "extendedProps": {"repeats": event.repeats, "version": event.version, "place": row.shown_location},
    }


def _drawn_mark(mark: Any, layer: Any, rank: int, wanted: Asked) -> dict[str, Any]:
    timed = isinstance(mark.start, datetime)
    tone = f"es-cal--layer{rank % 4 + 1}"
    return {
        "title": f"{layer.label} · {mark.title}" if not timed else mark.title,
        "start": mark.start.astimezone(wanted.tz).strftime(ISO) if timed else mark.start.isoformat(),
        "allDay": not timed,
        "url": mark.url,
        "editable": False,
        "classNames": ["es-cal", tone, "es-cal--done"] if mark.done else ["es-cal", tone],
    }


@require_GET
@requires("view", "events")
def day_list(request: HttpRequest) -> HttpResponse:
    wanted = asked(request)
    return render(request, "agenda/_list.html", {"days": by_day(lines(request.user, wanted))})


@require_GET
@requires("view", "events")
def availability(request: HttpRequest) -> HttpResponse:
    """Beside the form of an event, before it is saved: who and what is already taken, and the next free slot."""
    zone = request.GET.get("zone", "")
    tz = ZoneInfo(zone if zone in dict(ZONES) else "Europe/Paris")
    start, end = _moment(request, "start"), _moment(request, "end")
    context: dict[str, Any] = {"complete": bool(start and end and start < end)}
    if start and end and start < end and end - start < timedelta(days=31):
        context |= _checked(request, (start, end), tz)
    return render(request, "agenda/_availability.html", context)


def _checked(request: HttpRequest, span: tuple[datetime, datetime], tz: ZoneInfo) -> dict[str, Any]:
    user: Any = request.user
    people = set(
        known_users(user)
        .filter(pk__in=_keys(request, "guests") | _keys(request, "owner"))
        .values_list("pk", flat=True)
    )
    things = set(all_resources(user).filter(pk__in=_keys(request, "resources")).values_list("pk", flat=True))
    without = next(iter(_keys(request, "event")), None)
    found = find_clashes([span], people, things, without)
    seen = set(
        events_for(user, "all")
        .filter(pk__in={item.occurrence.event_id for item in found})
        .values_list("pk", flat=True)
    )
    return {
        "clashes": [(item.occurrence, item.occurrence.event_id in seen) for item in found[:5]],
        "free": next_free(span, people, things, tz, without) if found else None,
        "asked": bool(people or things),
    }


def _keys(request: HttpRequest, name: str) -> set[int]:
    return {int(value) for value in request.GET.getlist(name) if value.isdecimal() and len(value) < 18}


def _moment(request: HttpRequest, name: str) -> datetime | None:
    """As the form of records reads it: on the clock of the installation."""
    from django.utils import timezone

    try:
        found = datetime.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else timezone.make_aware(found)
