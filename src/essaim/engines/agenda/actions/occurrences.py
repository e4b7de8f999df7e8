"""One date of an event, the following ones, or all of them."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.agenda.choices import CODES, Repeat, Scope
from essaim.engines.agenda.clashes import resource_refusal
from essaim.engines.agenda.models import Event, Occurrence
from essaim.engines.agenda.recurrence import originals, to_utc
from essaim.engines.records.api import (
    all_fields,
    change,
    create,
    delete,
    lock,
    record_types,
)
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import writing


def do_change_occurrence(
    *,
    actor: Any,
    occurrence: Occurrence,
    scope: str,
    start: datetime,
    end: datetime,
    title: str = "",
    location: str = "",
) -> Event:
    """Moves, resizes or renames one date (`this`), it and those after (`following`), or all of them.

    Gives the event that now holds the date: another one when the series was cut in two.
    """
    if end < start:
        raise ValidationError({"end": _("La fin vient avant le début.")})
    event = occurrence.event
    scope = _real_scope(occurrence, scope)
    if scope == Scope.THIS:
        return _change_one(actor, occurrence, start, end, title, location)
    with writing(actor) as _work:
        if scope == Scope.FOLLOWING:
            event = _cut(actor, occurrence)
        return _change_all(actor, event, occurrence, start, end, title, location)


def do_cancel_occurrence(*, actor: Any, occurrence: Occurrence, scope: str) -> None:
    event = occurrence.event
    scope = _real_scope(occurrence, scope)
    record_type = record_types.get("events")
    if scope == Scope.ALL:
        delete(actor=actor, record_type=record_type, obj=event)
    elif scope == Scope.FOLLOWING:
        change(actor=actor, record_type=record_type, obj=event, values=_stopping(occurrence))
    else:
        _write_one(actor, occurrence, cancelled=True)


def _real_scope(occurrence: Occurrence, scope: str) -> str:
    """An event without rule is changed whole; from the first date on, *following* means *all*."""
    event = occurrence.event
    if scope not in Scope.values:
        raise ValidationError(_("Dites quelles dates changer."))
    if not event.repeats or (scope == Scope.FOLLOWING and occurrence.original <= event.start):
        return Scope.ALL.value
    return scope


def _change_one(
    actor: Any, occurrence: Occurrence, start: datetime, end: datetime, title: str, location: str
) -> Event:
    event = occurrence.event
    occurrence.title = "" if title == event.title else title
    occurrence.location = "" if location == event.location else location
    occurrence.place(start, end)
    return _write_one(actor, occurrence)


def _write_one(actor: Any, occurrence: Occurrence, cancelled: bool = False) -> Event:
    record_type = record_types.get("events")
    with writing(actor) as work:
        event: Any = lock(record_type, occurrence.event_id)
        require(actor, "change", "events", event, record_type.guard)
        known = event.occurrences.filter(original=occurrence.original).first()
        before = None if known is None else _told(known)
        occurrence.edited, occurrence.cancelled, occurrence.event = True, cancelled, event
        if known is not None:
            occurrence.pk = known.pk
        occurrence.save()
        refusal = "" if cancelled else resource_refusal(event)
        if refusal:
            raise ValidationError({"start": refusal})
        event.version += 1
        event.changed_at, event.changed_by = timezone.now(), actor
        event.save(update_fields=["version", "changed_at", "changed_by"])
        after = None if cancelled else _told(occurrence)
        work.noted(event, "changed", {"start": (before, after)}, note=_("cette date seulement"))
        events.publish("records.changed", type="events", id=event.pk, actor=actor)
    return event


def _told(row: Occurrence) -> str:
    return row.start.isoformat()


def _stopping(occurrence: Occurrence) -> dict[str, Any]:
    """The rule ends on the day before."""
    event = occurrence.event
    return {"until": event.local(occurrence.original).date() - timedelta(days=1), "times": None}


def _cut(actor: Any, occurrence: Occurrence) -> Event:
    """The event ends before this date; a copy of it takes over from here, with the dates edited since."""
    event, record_type = occurrence.event, record_types.get("events")
    local = event.local(occurrence.original)
    values = copied(event)
    start = occurrence.original
    length = event.end - event.start
    values |= {"start": start, "end": start + length}
    if event.times:
        done = sum(1 for _moment in _before(event, local))
        values["times"] = event.times - done
    change(actor=actor, record_type=record_type, obj=event, values={**_stopping(occurrence), "resources": []})
    later = list(Occurrence.objects.filter(event=event, edited=True, original__gte=start))
    made: Any = create(actor=actor, record_type=record_type, values=values)
    for row in later:
        made.occurrences.filter(original=row.original).delete()
        row.pk, row.event = None, made
        row.save()
    answers = {item.user_id: item for item in event.participations.all()}
    for item in made.participations.all():
        known = answers.get(item.user_id)
        if known is not None:
            item.answer, item.answered_at = known.answer, known.answered_at
            item.save(update_fields=["answer", "answered_at"])
    change(actor=actor, record_type=record_type, obj=event, values={"resources": _keys(event, "resources")})
    return made


def _keys(event: Event, path: str) -> list[int]:
    return sorted(getattr(event, path).values_list("pk", flat=True))


def _before(event: Event, local: datetime) -> Any:
    for moment in originals(event):
        if moment >= local:
            return
        yield moment


def copied(event: Event) -> dict[str, Any]:
    """Every value of the event that a form could write."""
    found: dict[str, Any] = {}
    for name, field in all_fields(record_types.get("events")).items():
        if not field.editable:
            continue
        if field.custom:
            found[name] = event.custom.get(name)
        elif field.is_many:
            found[name] = _keys(event, field.path)
        else:
            value = getattr(event, event._meta.get_field(field.path).attname)  # type: ignore[union-attr]
            found[name] = value
    return {name: value for name, value in found.items() if value not in (None, "", [])}


def _change_all(
    actor: Any,
    event: Event,
    occurrence: Occurrence,
    start: datetime,
    end: datetime,
    title: str,
    location: str,
) -> Event:
    """The date's new place tells by how much every date moves, on the wall clock."""
    shift = event.local(start) - event.local(occurrence.start)
    first = to_utc(event, event.local(event.start) + shift)
    values: dict[str, Any] = {"start": first, "end": _end(event, first, start, end)}
    if shift and (event.repeat == Repeat.CUSTOM or event.extra_dates):
        raise ValidationError(
            {"start": _("Cette série vient d’un autre agenda : déplacez ses dates une à une.")}
        )
    days = (event.local(start).date() - event.local(occurrence.start).date()).days
    if event.repeat == Repeat.WEEKLY and event.weekdays and days % 7:
        values["weekdays"] = [CODES[(CODES.index(code) + days) % 7] for code in event.weekdays]
    values["title"] = title or event.title
    values["location"] = location
    if days and event.until:
        values["until"] = event.until + timedelta(days=days)
    if shift:
        _shift_edited(event, shift)
    changed: Any = change(actor=actor, record_type=record_types.get("events"), obj=event, values=values)
    return changed


def _end(event: Event, first: datetime, start: datetime, end: datetime) -> datetime:
    if event.all_day:
        return to_utc(event, event.local(first) + (event.local(end) - event.local(start)))
    return first + (end - start)


def _shift_edited(event: Event, shift: timedelta) -> None:
    """Dates moved or cancelled by hand follow the series."""
    rows = list(event.occurrences.filter(edited=True).order_by("original"))
    rows = rows[::-1] if shift > timedelta() else rows
    event.occurrences.filter(edited=False).delete()
    for row in rows:
        row.original = to_utc(event, event.local(row.original) + shift)
        row.place(to_utc(event, event.local(row.start) + shift), to_utc(event, event.local(row.end) + shift))
        row.save()
