"""Dates and answers on the page of an event; an appointment from the page of a person or organisation."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Panel, RecordLink, RecordType, panels, record_links
from essaim.engines.rights.api import can

from .clashes import said
from .queries import next_occurrences, participation_of, participations_of
from .showing import url_of

ABOUT = {"people": "person", "organisations": "organisation"}


def load(user: Any, obj: models.Model) -> dict[str, Any]:
    event: Any = obj
    rows = next_occurrences(event, timezone.now())
    return {
        "event": event,
        "dates": [(url_of(row), said(row.start, event.tz)) for row in rows],
        "people": participations_of(event),
        "participation": participation_of(event, user),
    }


def appointment_url(user: Any, record_type: RecordType, obj: models.Model) -> str:
    if not can(user, "create", "events"):
        return ""
    return f"{reverse('records:create', kwargs={'slug': 'evenements'})}?{ABOUT[record_type.name]}={obj.pk}"


panels.declare(
    Panel(
        "agenda.dates", _("Dates et réponses"), "agenda/_panel.html", load, ("events",), aside=True, order=1
    )
)
record_links.declare(
    RecordLink("agenda.appointment", _("Prendre rendez-vous"), "calendar", appointment_url, tuple(ABOUT), 30)
)
