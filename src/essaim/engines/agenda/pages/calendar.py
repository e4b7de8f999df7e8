"""The calendar, by month, week or day, and as a list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from essaim.engines.agenda.agendas import choices_for
from essaim.engines.agenda.choices import TONES, ZONES, Category
from essaim.engines.agenda.layers import layers_for
from essaim.engines.agenda.showing import asked, listing, month_of, read_day, zone_of, zones
from essaim.engines.agenda.sources import sources_for
from essaim.engines.rights.api import can
from essaim.kit.access import requires

KEPT = ("qui", "heure", "couche")
LEGEND = [(label, TONES[code]) for code, label in Category.choices]


def _later(month: date, by: int) -> date:
    return (month.replace(day=15) + timedelta(days=by * 30)).replace(day=1)


def _current(month: date) -> date:
    """Today in its own month, otherwise the first day."""
    today = timezone.localdate()
    return today if today.replace(day=1) == month else month


def _day(request: HttpRequest) -> date | None:
    """?jour=2026-11-12: the list begins there; that day only when the month is not told."""
    try:
        return read_day(request, "jour") if request.GET.get("jour") else None
    except Http404:
        return None


@require_GET
@requires("view", "events")
def calendar(request: HttpRequest) -> HttpResponse:
    """?vue=liste for the list alone; ?mois=2026-11 &jour=2026-11-12 &qui=tous &heure=Africa/Dakar &couche=tasks"""
    user: Any = request.user
    day = _day(request)
    month = day.replace(day=1) if day else month_of(request)
    wanted = asked(request, (day or month, _later(month, 1)))
    as_list = request.GET.get("vue") == "liste"
    kept = {name: values for name, values in request.GET.lists() if name in KEPT}
    shown = {layer.name for layer in wanted.layers}

    def listed(**values: str) -> str:
        return f"?{urlencode({'vue': 'liste', **values, **kept}, doseq=True)}"

    found = listing(user, wanted) if as_list else None
    context = {
        "month": month,
        "day": day,
        "as_list": as_list,
        "listing": found,
        "rest": listed(jour=f"{found.next_day}") if found and found.next_day else "",
        "wanted": wanted,
        "agendas": choices_for(user),
        "sources": sources_for(user) if not as_list and can(user, "create", "events") else [],
        "week_url": f"{reverse('agenda:week')}?{urlencode({'du': f'{day or _current(month)}', **kept}, doseq=True)}",
        "zones": zones(),
        "zone": zone_of(request),
        "layers": [(layer, layer.name in shown) for layer in layers_for(user)],
        "legend": LEGEND,
        "kept": urlencode(kept, doseq=True),
        "previous": listed(mois=f"{_later(month, -1):%Y-%m}"),
        "next": listed(mois=f"{_later(month, 1):%Y-%m}"),
        "may_create": can(user, "create", "events"),
    }
    return render(request, "agenda/calendar.html", context)


@require_GET
@requires("create", "events")
def new(request: HttpRequest) -> HttpResponse:
    """The form of an event on the slot picked: `?start=&end=` on the clock shown (`zone`).

    The form of records reads the clock of the reader, so the slot is put on that one.
    """
    zone = request.GET.get("zone", "")
    known = zone if zone in dict(ZONES) else zone_of(request)
    slot = {"zone": known}
    for name in ("start", "end"):
        try:
            wall = datetime.fromisoformat(request.GET.get(name, ""))
        except ValueError:
            continue
        moment = wall.replace(tzinfo=ZoneInfo(known)) if wall.tzinfo is None else wall
        slot[name] = f"{timezone.localtime(moment):%Y-%m-%dT%H:%M}"
    return redirect(f"{reverse('records:create', kwargs={'slug': 'evenements'})}?{urlencode(slot)}")
