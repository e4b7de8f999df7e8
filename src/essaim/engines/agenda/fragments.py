"""Parts of the agenda: dates for the calendar, the same as a list, who and what is free."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from essaim.engines.rights.api import can
from essaim.kit.access import requires

from .agendas import events_in
from .choices import TONES, ZONES
from .clashes import find_clashes, next_free
from .layers import Layer, Mark
from .queries import all_resources, events_for
from .reading import Seen, period
from .records import users as known_users
from .showing import NAMES, Asked, address, asked, base_url, listing
from .sources import offered

ISO = "%Y-%m-%dT%H:%M:%S"
DAY = "%Y-%m-%d"


@require_GET
@requires("view", "events")
def dates(request: HttpRequest) -> JsonResponse:
    """What the calendar draws, on the clock of the zone shown: no offset in the moments."""
    wanted = asked(request)
    user: Any = request.user
    may, base = can(user, "change", "events"), base_url()
    names = {code: str(label) for code, label in NAMES.items()}
    read = period(events_in(user, wanted.scope), wanted.start, wanted.end, wanted.tz)
    found = [_drawn(row, wanted, may, base, names) for row in read.rows]
    for layer in wanted.layers:
        for mark in layer.load(user, wanted.start, wanted.end, wanted.is_mine):
            found.append(_drawn_mark(mark, layer, wanted))
    found += [_more(day.isoformat(), request, base) for day in read.full]
    return JsonResponse(found, safe=False)


def _drawn(row: Seen, wanted: Asked, may: bool, base: str, names: dict[str, str]) -> dict[str, Any]:
    whole = row.all_day
    zone = ZoneInfo(row.zone) if whole else wanted.tz
    form = DAY if whole else ISO
    return {
        "title": row.title,
        "start": f"{row.start.astimezone(zone):{form}}",
        "end": f"{row.end.astimezone(zone):{form}}",
        "allDay": whole,
        "url": address(base, row),
        "editable": may,
        "classNames": ["es-cal", f"es-cal--{TONES.get(row.category, 'c8')}"],
        "extendedProps": {
            "repeats": row.repeats,
            "version": row.version,
            "place": row.location,
            "kind": names.get(row.category, ""),
        },
    }


def _drawn_mark(mark: Mark, layer: Layer, wanted: Asked) -> dict[str, Any]:
    timed = isinstance(mark.start, datetime)
    found: dict[str, Any] = {
        "title": mark.title,
        "start": _at(mark.start, wanted),
        "allDay": not timed,
        "url": mark.url,
        "editable": False,
        "classNames": ["es-cal", "es-cal--layer", *(["es-cal--done"] if mark.done else [])],
        "extendedProps": {"kind": str(layer.label), "place": mark.location},
    }
    if isinstance(mark.end, datetime) and timed:
        found["end"] = _at(mark.end, wanted)
    elif mark.end is not None and not timed and not isinstance(mark.end, datetime):
        found["end"] = (mark.end + timedelta(days=1)).isoformat()
    if not mark.url:
        del found["url"]
    return found


def _at(moment: Any, wanted: Asked) -> str:
    return f"{moment.astimezone(wanted.tz):{ISO}}" if isinstance(moment, datetime) else moment.isoformat()


def _more(day: str, request: HttpRequest, base: str) -> dict[str, Any]:
    """Not everything of this day is drawn: where the rest is."""
    kept = {name: values for name, values in request.GET.lists() if name in ("qui", "heure", "couche")}
    kept |= {"vue": ["liste"], "jour": [day]}
    return {
        "title": _("Et d’autres : voir ce jour"),
        "start": day,
        "allDay": True,
        "url": f"{base}?{urlencode(kept, doseq=True)}",
        "editable": False,
        "classNames": ["es-cal", "es-cal--more"],
    }


@require_GET
@requires("view", "events")
def day_list(request: HttpRequest) -> HttpResponse:
    found = listing(request.user, asked(request))
    return render(request, "agenda/_list.html", {"listing": found})


@require_GET
@requires("view", "events")
def availability(request: HttpRequest) -> HttpResponse:
    """Beside the form of an event, before it is saved: who and what is already taken, and the next free slot."""
    zone = request.GET.get("zone", "")
    tz = ZoneInfo(zone if zone in dict(ZONES) else timezone.get_current_timezone_name())
    start, end = _moment(request, "start"), _moment(request, "end")
    context: dict[str, Any] = {"complete": bool(start and end and start < end)}
    if start and end and start < end and end - start < timedelta(days=31):
        context |= checked(request, (start, end), tz)
    return render(request, "agenda/_availability.html", context)


def checked(request: HttpRequest, span: tuple[datetime, datetime], tz: ZoneInfo) -> dict[str, Any]:
    user: Any = request.user
    people = set(
        known_users(user)
        .filter(pk__in=_keys(request, "guests") | _keys(request, "owner"))
        .values_list("pk", flat=True)
    )
    things = set(all_resources(user).filter(pk__in=_keys(request, "resources")).values_list("pk", flat=True))
    without = next(iter(_keys(request, "event")), None)
    persons = _persons(user, _keys(request, "person"))
    found = find_clashes([span], people, things, without, persons)
    seen = set(
        events_for(user, "all")
        .filter(pk__in={item.occurrence.event_id for item in found})
        .values_list("pk", flat=True)
    )
    return {
        "clashes": [(item.occurrence, item.occurrence.event_id in seen) for item in found[:5]],
        "free": next_free(span, people, things, tz, without, persons) if found else None,
        "asked": bool(people or things or persons),
        "zone": dict(ZONES).get(str(tz), str(tz)),
        "tz": tz,
    }


def _persons(user: Any, keys: set[int]) -> set[int]:
    from essaim.engines.records.api import record_types, titles

    return set(titles(user, record_types.get("people"), keys)) if keys else set()


def _keys(request: HttpRequest, name: str) -> set[int]:
    return {int(value) for value in request.GET.getlist(name) if value.isdecimal() and len(value) < 18}


def _moment(request: HttpRequest, name: str) -> datetime | None:
    """As the form of records reads it, on the reader's clock; the short form gives a day and hours, on its own."""
    text, day = request.GET.get(name, ""), request.GET.get("day", "")
    if day:
        hour = "00:00" if request.GET.get("all_day") else request.GET.get(f"{name}_time", "")
        text = f"{day}T{hour}"
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    if day and request.GET.get("zone", "") in dict(ZONES):
        found = found.replace(tzinfo=ZoneInfo(request.GET["zone"]))
        found += timedelta(days=1) if name == "end" and request.GET.get("all_day") else timedelta()
    return found.astimezone(UTC) if found.tzinfo else timezone.make_aware(found)


@require_GET
@requires("create", "events")
def side(request: HttpRequest) -> HttpResponse:
    """Records to drop on a slot: ?source=people|vue-12&q="""
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    record_type, rows, more = offered(request.user, request.GET.get("source", "people"), text)
    context = {"type": record_type, "rows": rows, "more": more}
    return render(request, "agenda/_records.html", context)
