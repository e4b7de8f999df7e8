"""The calendar, by month, week or day, and as a list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from essaim.engines.agenda.choices import ZONES
from essaim.engines.agenda.layers import layers_for
from essaim.engines.agenda.showing import asked, by_day, lines, month_of, zone_of
from essaim.engines.rights.api import can
from essaim.kit.access import requires


def _later(month: date, by: int) -> date:
    return (month.replace(day=15) + timedelta(days=by * 30)).replace(day=1)


@require_GET
@requires("view", "events")
def calendar(request: HttpRequest) -> HttpResponse:
    """?vue=liste for the list alone; ?mois=2026-11 &qui=tous &heure=Africa/Dakar &couche=tasks"""
    user: Any = request.user
    month = month_of(request)
    wanted = asked(request, (month, _later(month, 1)))
    as_list = request.GET.get("vue") == "liste"
    kept = {name: values for name, values in request.GET.lists() if name in ("qui", "heure", "couche")}
    shown = {layer.name for layer in wanted.layers}
    context = {
        "month": month,
        "as_list": as_list,
        "days": by_day(lines(user, wanted)),
        "wanted": wanted,
        "zones": ZONES,
        "zone": zone_of(request),
        "layers": [(layer, layer.name in shown) for layer in layers_for(user)],
        "kept": urlencode(kept, doseq=True),
        "previous": f"?{urlencode({'vue': 'liste', 'mois': f'{_later(month, -1):%Y-%m}', **kept}, doseq=True)}",
        "next": f"?{urlencode({'vue': 'liste', 'mois': f'{_later(month, 1):%Y-%m}', **kept}, doseq=True)}",
        "may_create": can(user, "create", "events"),
    }
    return render(request, "agenda/calendar.html", context)


@require_GET
@requires("create", "events")
def new(request: HttpRequest) -> HttpResponse:
    """The form of an event on the slot picked: `?start=&end=` on the clock shown (`zone`).

    The form of records reads the clock of the installation, so the slot is put on that one.
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
