"""An event made in one go: about a record, its person invited; another like it on another day."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from essaim.engines.agenda.models import Event, EventSubject
from essaim.engines.records.api import create, record_types
from essaim.kit.writing import writing

from .inviting import do_invite_person
from .occurrences import copied

OWN = {"people": "person", "organisations": "organisation"}


def do_make_event(
    *, actor: Any, values: dict[str, Any], about: tuple[str, int] | None = None, invite: bool = False
) -> Event:
    """`about`: (record type, key) of a record the actor may see. `invite`: its person is asked, by mail."""
    record_type = record_types.get("events")
    with writing(actor):
        if about and about[0] in OWN:
            values = {**values, OWN[about[0]]: about[1]}
        made: Any = create(actor=actor, record_type=record_type, values=values)
        if about and about[0] not in OWN:
            EventSubject.objects.create(event=made, record_type=about[0], record_id=about[1])
        if about and about[0] == "people" and invite:
            do_invite_person(actor=actor, event=made, person=about[1])
    return made


def do_duplicate_event(*, actor: Any, event: Event, title: str, start: datetime) -> Event:
    """The same once more from `start` on, without its own repetition or answers; those asked are asked again."""
    values = copied(event)
    for name in ("repeat", "every", "weekdays", "until", "times", "country", "school_zone", "policy"):
        values.pop(name, None)
    values |= {"title": title, "start": start, "end": start + (event.end - event.start), "owner": actor.pk}
    with writing(actor):
        made: Any = create(actor=actor, record_type=record_types.get("events"), values=values)
        for row in event.subjects.all():
            EventSubject.objects.create(event=made, record_type=row.record_type, record_id=row.record_id)
        for person in event.participations.filter(person__isnull=False).values_list("person", flat=True):
            do_invite_person(actor=actor, event=made, person=person)
    return made
