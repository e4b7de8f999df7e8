"""One week on a sheet of paper."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from essaim.engines.agenda.agendas import choices_for
from essaim.engines.agenda.choices import ZONES
from essaim.engines.agenda.daysoff import name_of
from essaim.engines.agenda.showing import Line, asked, listing, read_day, zone_of
from essaim.kit.access import requires

MOST = 400
KEPT = ("qui", "heure", "couche")


@require_GET
@requires("view", "events")
def week(request: HttpRequest) -> HttpResponse:
    """?du=2026-11-23: the week of this day, Monday first."""
    try:
        day = read_day(request, "du")
    except Http404:
        day = datetime.now(ZoneInfo(zone_of(request))).date()
    monday = day - timedelta(days=day.weekday())
    wanted = asked(request, (monday, monday + timedelta(days=7)))
    found = listing(request.user, wanted, MOST)
    kept = {name: values for name, values in request.GET.lists() if name in KEPT}

    def other(by: int) -> str:
        return f"?{urlencode({'du': f'{monday + timedelta(days=by)}', **kept}, doseq=True)}"

    names = {
        choice.key: choice.label for _heading, choices in choices_for(request.user) for choice in choices
    }
    context = {
        "days": _days(monday, found.lines),
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "agenda": names.get(wanted.key, ""),
        "zone": dict(ZONES).get(wanted.zone, wanted.zone),
        "next_day": found.next_day,
        "previous": other(-7),
        "next": other(7),
        "kept": urlencode(kept, doseq=True),
    }
    return render(request, "agenda/week.html", context)


def _days(monday: date, lines: list[Line]) -> list[dict[str, Any]]:
    """Each day with its lines; what lasts several days stands on each. An empty week-end is left out."""
    days: list[dict[str, Any]] = []
    for rank in range(7):
        day = monday + timedelta(days=rank)
        here = [line for line in lines if line.day <= day <= max(line.last_day or line.day, line.day)]
        if here or rank < 5:
            days.append({"day": day, "lines": here, "off": name_of(day, "FR")})
    return days
