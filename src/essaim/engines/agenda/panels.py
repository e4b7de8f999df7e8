"""Dates and answers on the page of an event; appointments on the page of any record."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import (
    Panel,
    RecordLink,
    RecordType,
    panels,
    record_links,
    type_of,
)
from essaim.engines.rights.api import can

from .attendance import attendance_of, subjects_seen
from .clashes import said
from .queries import dates_about, next_occurrences, participation_of
from .showing import url_of

WITHOUT = {"events", "bookables", "tasks", "interactions", "affiliations"}
NAMED = 8


def load(user: Any, obj: models.Model) -> dict[str, Any]:
    event: Any = obj
    rows = next_occurrences(event, timezone.now())
    found = attendance_of(user, event)
    return {
        "event": event,
        "dates": [(url_of(row), said(row.start, event.tz)) for row in rows],
        "attendance": found,
        "named": found.guests[:NAMED],
        "others": len(found.guests) - NAMED,
        "participation": participation_of(event, user),
        "subjects": subjects_seen(user, event),
        "may_change": can(user, "change", "events", event),
        "may_create": can(user, "create", "events"),
    }


def load_about(user: Any, obj: models.Model) -> dict[str, Any] | None:
    record_type = type_of(obj)
    if record_type is None or record_type.name in WITHOUT or not can(user, "view", "events"):
        return None
    now = timezone.now()
    rows = dates_about(user, record_type.name, obj.pk, now)
    link = appointment_url(user, record_type, obj)
    if not rows and not link:
        return None
    lines = [(url_of(row), row.shown_title, said(row.start, row.event.tz), row.end <= now) for row in rows]
    return {"lines": lines, "link": link}


def appointment_url(user: Any, record_type: RecordType, obj: models.Model) -> str:
    if record_type.name in WITHOUT or not can(user, "create", "events"):
        return ""
    return f"{reverse('agenda:quick')}?{urlencode({'fiche': f'{record_type.name}:{obj.pk}'})}"


def duplicate_url(user: Any, record_type: RecordType, obj: models.Model) -> str:
    return reverse("agenda:duplicate", kwargs={"pk": obj.pk}) if can(user, "create", "events") else ""


def participants_url(user: Any, record_type: RecordType, obj: models.Model) -> str:
    return reverse("agenda:participants", kwargs={"pk": obj.pk})


panels.declare(
    Panel(
        "agenda.dates", _("Dates et réponses"), "agenda/_panel.html", load, ("events",), aside=True, order=1
    ),
    Panel("agenda.about", _("Rendez-vous"), "agenda/_about.html", load_about, aside=True, order=20),
)
record_links.declare(
    RecordLink("agenda.appointment", _("Prendre rendez-vous"), "calendar-plus", appointment_url, order=30),
    RecordLink("agenda.duplicate", _("Copier à une autre date"), "copy", duplicate_url, ("events",), 30),
    RecordLink("agenda.participants", _("Participants"), "users", participants_url, ("events",), 20),
)
