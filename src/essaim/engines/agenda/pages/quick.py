"""Making an event in few words, and another like an existing one."""

from __future__ import annotations

import json
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.engines.agenda.actions.appointments import do_duplicate_event, do_make_event
from essaim.engines.agenda.actions.saving import may_keep_private
from essaim.engines.agenda.choices import ZONES, Category
from essaim.engines.agenda.forms import DuplicateForm
from essaim.engines.agenda.models import Event
from essaim.engines.agenda.queries import event_for
from essaim.engines.agenda.quick_form import QuickForm
from essaim.engines.agenda.recurrence import to_utc
from essaim.engines.agenda.showing import zone_of
from essaim.engines.records.api import address_of, find, record_types, title_of
from essaim.kit.access import requires

HOUR = timedelta(hours=1)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("create", "events")
def quick(request: HttpRequest) -> HttpResponse:
    """?debut=2026-11-23T10:00&fin=… (days alone for whole days) &heure=Africa/Dakar &fiche=people:12"""
    about = _about(request)
    user: Any = request.user
    form = QuickForm(
        user, request.POST or None, initial=_initial(request, about), about=about[0].name if about else ""
    )
    if request.method == "POST" and form.is_valid():
        made = _made(request, form, about)
        if made is not None:
            return _done(request, made)
    part = bool(getattr(request, "htmx", False))
    context = {
        "form": form,
        "part": part,
        "about": title_of(*about) if about else "",
        "about_key": f"{about[0].name}:{about[1].pk}" if about else "",
        "person": about[1].pk if about and about[0].name == "people" else "",
        "no_mail": bool(about and about[0].name == "people" and not getattr(about[1], "email", "")),
    }
    template = "agenda/_quick.html" if part else "agenda/quick.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _about(request: HttpRequest) -> tuple[Any, Any] | None:
    """The record the event is about: one the user may see, or none."""
    name, _colon, key = (request.POST.get("fiche") or request.GET.get("fiche", "")).partition(":")
    if not name:
        return None
    found = find(request.user, name, int(key)) if key.isdecimal() and len(key) < 18 else None
    if found is None:
        raise Http404
    return found


def _initial(request: HttpRequest, about: tuple[Any, Any] | None) -> dict[str, Any]:
    user: Any = request.user
    zone = zone_of(request)
    start, end, whole = _slot(request, zone)
    found: dict[str, Any] = {
        "zone": zone, "day": start.date(), "start_time": start.time(), "end_time": end.time(), "all_day": whole,
        "last_day": (end - timedelta(seconds=1)).date() if whole else None,
    }  # fmt: skip
    if not may_keep_private(user):
        found["networks"] = list(user.networks.all())
    if about:
        found |= {"title": title_of(*about), "category": Category.APPOINTMENT}
        found["invite"] = bool(getattr(about[1], "email", ""))
    return found


def _slot(request: HttpRequest, zone: str) -> tuple[datetime, datetime, bool]:
    """Wall-clock moments; the next full hour of a working day when none is given."""
    start, end = _wall(request, "debut"), _wall(request, "fin")
    if start is None:
        now = datetime.now(ZoneInfo(zone)).replace(tzinfo=None, minute=0, second=0, microsecond=0) + HOUR
        if not 8 <= now.hour < 18:
            now = datetime.combine(now.date() + timedelta(days=now.hour >= 18), time(9))
        if now.weekday() > 4:
            now = datetime.combine(now.date() + timedelta(days=7 - now.weekday()), time(9))
        return now, now + HOUR, False
    whole = len(request.GET.get("debut", "")) == 10
    last = end if end is not None and end > start else start + (timedelta(days=1) if whole else HOUR)
    return start, last, whole


def _wall(request: HttpRequest, name: str) -> datetime | None:
    try:
        return datetime.fromisoformat(request.GET.get(name, "")).replace(tzinfo=None)
    except ValueError:
        return None


def _made(request: HttpRequest, form: QuickForm, about: tuple[Any, Any] | None) -> Event | None:
    try:
        return do_make_event(
            actor=request.user,
            values=form.values(),
            about=(about[0].name, about[1].pk) if about else None,
            invite=bool(form.cleaned_data.get("invite")),
        )
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"__all__": error.messages}
        for name, texts in told.items():
            form.add_error(name if name in form.fields else None, texts)
        return None


def _done(request: HttpRequest, made: Event) -> HttpResponse:
    text = _("« %(title)s » est dans l’agenda.") % {"title": made.title}
    if not getattr(request, "htmx", False):
        messages.success(request, text)
        return redirect(address_of(record_types.get("events"), made.pk))
    response = HttpResponse(status=204)
    response["HX-Trigger"] = json.dumps(
        {"es:toast": {"level": "success", "text": text}, "es:dialog-close": True, "agenda-changed": True}
    )
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@requires("create", "events")
def duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    event = event_for(request.user, pk)
    if event is None:
        raise Http404
    local = event.local(max(event.start, timezone.now() - timedelta(days=1)))
    local = datetime.combine(local.date(), event.local(event.start).time()) + timedelta(days=7)
    form: forms.Form = DuplicateForm(request.POST or None, initial={"title": event.title, "start": local})
    with timezone.override(event.tz):
        if request.method == "POST" and form.is_valid():
            start = to_utc(event, form.cleaned_data["start"].replace(tzinfo=None))
            try:
                made = do_duplicate_event(
                    actor=request.user, event=event, title=form.cleaned_data["title"], start=start
                )
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, _("L’événement est copié."))
                return redirect(address_of(record_types.get("events"), made.pk))
        zone = dict(ZONES).get(event.zone, event.zone)
        context = {"event": event, "form": form, "zone": zone}
        return render(request, "agenda/duplicate.html", context, status=422 if form.errors else 200)
