"""One date of an event: moved, shortened, renamed or taken away, it alone or with the others."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.engines.agenda.actions.occurrences import do_cancel_occurrence, do_change_occurrence
from essaim.engines.agenda.attendance import attendance_of, subjects_seen
from essaim.engines.agenda.choices import TONES, ZONES
from essaim.engines.agenda.forms import OccurrenceForm
from essaim.engines.agenda.models import Occurrence
from essaim.engines.agenda.queries import event_for, occurrence_of, participation_of
from essaim.engines.agenda.recurrence import to_utc
from essaim.engines.agenda.showing import read_stamp
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires

WALL = "%Y-%m-%dT%H:%M:%S"


def _found(request: HttpRequest, pk: int, moment: str) -> Occurrence:
    event = event_for(request.user, pk)
    row = occurrence_of(event, read_stamp(moment)) if event else None
    if row is None:
        raise Http404
    return row


def _asked_place(request: HttpRequest, row: Occurrence) -> dict[str, Any]:
    """Where the calendar dropped it (?debut=…&fin=…&heure=…), put on the event's own clock."""
    event = row.event
    found: dict[str, Any] = {"start": event.local(row.start), "end": event.local(row.end)}
    zone = request.GET.get("heure", "")
    for name, key in (("debut", "start"), ("fin", "end")):
        try:
            wall = datetime.fromisoformat(request.GET.get(name, ""))
        except ValueError:
            continue
        wall = wall.replace(tzinfo=None)
        moved = (
            wall
            if event.all_day or zone not in dict(ZONES)
            else event.local(wall.replace(tzinfo=ZoneInfo(zone)))
        )
        found[key] = moved
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "events")
def occurrence(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    row = _found(request, pk, moment)
    event = row.event
    initial = {"title": row.shown_title, "location": row.shown_location, **_asked_place(request, row)}
    with timezone.override(event.tz):
        form = OccurrenceForm(request.POST or None, initial=initial, repeats=event.repeats)
        if request.method == "POST" and form.is_valid() and _saved(request, row, form):
            return _done(request, _("Agenda modifié."))
        status = 422 if form.errors else 200
        return _shown(request, row, form, status)


def _saved(request: HttpRequest, row: Occurrence, form: OccurrenceForm) -> bool:
    values = form.cleaned_data
    try:
        do_change_occurrence(
            actor=request.user,
            occurrence=row,
            scope=values["scope"],
            start=_utc(row, values["start"]),
            end=_utc(row, values["end"]),
            title=values["title"],
            location=values["location"],
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    return True


def _utc(row: Occurrence, moment: datetime) -> datetime:
    return to_utc(row.event, moment.replace(tzinfo=None))


def _shown(request: HttpRequest, row: Occurrence, form: OccurrenceForm, status: int) -> HttpResponse:
    event, record_type = row.event, record_types.get("events")
    part = bool(getattr(request, "htmx", False))
    context = {
        "row": row,
        "event": event,
        "form": form,
        "part": part,
        "zone": dict(ZONES).get(event.zone, event.zone),
        "event_url": address_of(record_type, event.pk),
        "may_change": can(request.user, "change", "events", event),
        "may_delete": can(request.user, "change" if event.repeats else "delete", "events", event),
        "participation": participation_of(event, request.user),
        "attendance": attendance_of(request.user, event),
        "subjects": subjects_seen(request.user, event),
        "tone": TONES.get(event.category, "neutral"),
        "may_create": can(request.user, "create", "events"),
    }
    template = "agenda/_occurrence.html" if part else "agenda/occurrence.html"
    return render(request, template, context, status=status)


def _done(request: HttpRequest, text: str) -> HttpResponse:
    if not getattr(request, "htmx", False):
        from django.contrib import messages

        messages.success(request, text)
        return redirect(reverse("agenda:calendar"))
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps(
        {"es:toast": {"level": "success", "text": text}, "es:dialog-close": True, "agenda-changed": True}
    )
    return response


@require_POST
@requires("view", "events")
def cancel(request: HttpRequest, pk: int, moment: str) -> HttpResponse:
    row = _found(request, pk, moment)
    try:
        do_cancel_occurrence(actor=request.user, occurrence=row, scope=request.POST.get("scope", ""))
    except ValidationError as error:
        raise Http404 from error
    return _done(request, _("Retiré de l’agenda."))
