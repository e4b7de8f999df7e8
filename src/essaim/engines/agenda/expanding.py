"""Keeps the rows of `Occurrence` in step with the rule of their event."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils import timezone

from .models import Event, Occurrence
from .recurrence import Slot, end_of, slots

AHEAD = timedelta(days=3 * 366)
REFRESH = timedelta(days=2 * 366)


def horizon() -> datetime:
    return timezone.now() + AHEAD


def rebuild(event: Event) -> None:
    """Rows anew from the rule; those edited by hand stay, on the date they were made for."""
    until = horizon()
    wanted, complete = slots(event, until)
    edited = _kept(event, {slot.original for slot in wanted})
    event.occurrences.filter(edited=False).delete()
    rows = [row for slot in wanted if slot.original not in edited and (row := row_of(event, slot))]
    Occurrence.objects.bulk_create(rows, batch_size=500)
    event.expanded_until = None if complete else until
    Event._base_manager.filter(pk=event.pk).update(
        start=event.start, end=event.end, expanded_until=event.expanded_until
    )


def _kept(event: Event, originals: set[datetime]) -> set[datetime]:
    """Originals taken by edited rows. A row whose moment is gone goes to the same day, or away."""
    by_day = {event.local(original).date(): original for original in originals}
    rows = list(event.occurrences.filter(edited=True))
    taken = {row.original for row in rows if row.original in originals}
    for row in rows:
        if row.original in originals:
            continue
        moved = by_day.get(event.local(row.original).date())
        if moved is None or moved in taken:
            row.delete()
            continue
        row.original = moved
        row.save(update_fields=["original"])
        taken.add(moved)
    return taken


def row_of(event: Event, slot: Slot) -> Occurrence | None:
    """Not saved. None for a date the rule skips."""
    if slot.start is None:
        return None
    row = Occurrence(event=event, original=slot.original)
    row.place(slot.start, end_of(event, slot.start))
    return row


def beyond(event: Event, start: datetime, end: datetime) -> list[Occurrence]:
    """Occurrences between two moments that lie further than the rows kept; not saved."""
    known = event.expanded_until
    if known is None or end <= known:
        return []
    found, _complete = slots(event, end)
    rows = [row for slot in found if slot.original >= known and (row := row_of(event, slot))]
    kept = set(event.occurrences.filter(edited=True, original__gte=known).values_list("original", flat=True))
    return [row for row in rows if row.end > start and row.start < end and row.original not in kept]


def refresh() -> None:
    """Brings every endless rule forward again; run daily."""
    late = Event._base_manager.filter(expanded_until__lt=timezone.now() + REFRESH)
    for event in late.iterator():
        rebuild(event)
