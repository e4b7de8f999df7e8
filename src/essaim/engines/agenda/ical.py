"""Events as iCalendar (RFC 5545), for feeds, invitations and downloads."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.engines.records.api import address_of, record_types

from .models import Event, Occurrence
from .recurrence import end_of, rule_text, slots


def calendar_of(events: Iterable[Event], name: str, until: datetime, method: str = "PUBLISH") -> bytes:
    """`until`: how far skipped and moved dates of endless rules are told. Occurrences edited by hand come
    from `event.occurrences`, to be prefetched."""
    from icalendar import Calendar, Timezone

    calendar = Calendar()
    calendar.add("prodid", "-//Essaim//Agenda//FR")
    calendar.add("version", "2.0")
    calendar.add("method", method)
    calendar.add("x-wr-calname", name)
    zones: dict[str, Any] = {}
    for event in events:
        zones[event.zone] = event.tz
        for part in parts_of(event, until):
            calendar.add_component(part)
    for key, tz in sorted(zones.items()):
        if key != "UTC":
            calendar.add_component(Timezone.from_tzinfo(tz, key))
    written: bytes = calendar.to_ical()
    return written


def parts_of(event: Event, until: datetime) -> list[Any]:
    """The event's component, then one for each date that does not stand where the rule puts it."""
    main = _component(event, event.start, event.end, event.title, event.location)
    if not event.repeats:
        return [main]
    from icalendar import vRecur

    if text := rule_text(event):
        main.add("rrule", vRecur.from_ical(text))
    for moment in event.extra_dates:
        main.add("rdate", _wall(event, datetime.fromisoformat(moment)))
    found, _complete = slots(event, until)
    edited = {row.original: row for row in event.occurrences.all() if row.edited}
    overrides = []
    for slot in found:
        row = edited.get(slot.original)
        if row is not None:
            if row.cancelled:
                main.add("exdate", _moment(event, slot.original))
            else:
                overrides.append(_override(event, row))
        elif slot.start is None:
            main.add("exdate", _moment(event, slot.original))
        elif slot.start != slot.original:
            moved = Occurrence(event=event, original=slot.original)
            moved.place(slot.start, end_of(event, slot.start))
            overrides.append(_override(event, moved))
    return [main, *overrides]


def _override(event: Event, row: Occurrence) -> Any:
    part = _component(event, row.start, row.end, row.shown_title, row.shown_location)
    part.add("recurrence-id", _moment(event, row.original))
    return part


def _component(event: Event, start: datetime, end: datetime, title: str, location: str) -> Any:
    from icalendar import Event as Component

    part = Component()
    part.add("uid", uid_of(event))
    part.add("dtstamp", event.changed_at.astimezone(UTC))
    part.add("last-modified", event.changed_at.astimezone(UTC))
    part.add("sequence", event.version - 1)
    part.add("dtstart", _moment(event, start))
    part.add("dtend", _moment(event, end))
    part.add("summary", title)
    if location:
        part.add("location", location)
    part.add("categories", [event.get_category_display()])
    if event.notes:
        part.add("description", event.notes)
    part.add("url", settings.SITE_URL + address_of(record_types.get("events"), event.pk))
    return part


def uid_of(event: Event) -> str:
    if event.uid:
        return event.uid
    host = settings.SITE_URL.split("://")[-1].split("/")[0].split(":")[0]
    return f"evenement-{event.pk}@{host}"


def _moment(event: Event, moment: datetime) -> Any:
    local = moment.astimezone(event.tz)
    return local.date() if event.all_day else local


def _wall(event: Event, local: datetime) -> Any:
    return local.date() if event.all_day else local.replace(tzinfo=event.tz)


def file_name(name: str) -> str:
    from django.utils.text import slugify

    return f"{slugify(name) or _('agenda')}.ics"
