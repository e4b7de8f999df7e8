"""The sources every letter may draw from: the agenda, new organisations, new documents."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from essaim.engines.agenda.api import Event, between, events_for
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit.registry import Registry

from .sources import NewsItem, NewsSource, news_sources, record_source

AHEAD = timedelta(days=21)


def upcoming(user: Any, since: datetime, until: datetime) -> list[NewsItem]:
    """Events of the three weeks that follow the letter, each once, by their first date."""
    found: dict[int, NewsItem] = {}
    for row in between(events_for(user, "all"), until, until + AHEAD, 60):
        if row.event_id not in found:
            when = date_format(timezone.localtime(row.start), "l j F, H:i").capitalize()
            said = " · ".join(part for part in (when, row.location) if part)
            url = address_of(record_types.get("events"), row.event_id)
            found[row.event_id] = NewsItem(str(row.event_id), row.title, said, url, row.start)
    return list(found.values())


def seen_events(user: Any, keys: set[str]) -> set[str]:
    if user is None or not can(user, "view", "events"):
        return set()
    found = Event.objects.for_user(user).filter(pk__in=[int(key) for key in keys if key.isdecimal()])
    return {str(key) for key in found.values_list("pk", flat=True)}


@Registry.derived
def declare_sources() -> None:
    news_sources.declare(NewsSource("events", _("À l’agenda"), "calendar", upcoming, seen_events, 10))
    news_sources.declare(
        record_source("organisations", label=_("Nouveaux organismes"), excerpt="city", order=80)
    )
    if "documents" in record_types and "documents" not in news_sources:
        news_sources.declare(record_source("documents", label=_("Nouveaux documents"), order=20))
