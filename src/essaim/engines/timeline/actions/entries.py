"""Writes of exchanges and tasks about a record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.notifications.api import notify
from essaim.engines.records.api import RecordType, create, generic_change, record_types
from essaim.engines.timeline.models import Interaction, Task
from essaim.engines.timeline.quick_entry import Understood
from essaim.kit import events
from essaim.kit.writing import Unit, snapshot, writing

from .subjects import DIRECTORY, link, take_subject


def do_quick_entry(
    *, actor: Any, record_type: RecordType, obj: models.Model, entry: Understood, body: str = ""
) -> Any:
    """The exchange or task a line was read as, about `obj`."""
    if not entry.subject:
        raise ValidationError(_("Dites en quelques mots de quoi il s’agit."))
    make = _make_task if entry.is_task else _make_interaction
    with writing(actor, origin=_("saisie rapide")) as work:
        return make(actor, record_type, obj, entry, body, work)


def _about(record_type: RecordType, obj: models.Model) -> dict[str, Any]:
    column = DIRECTORY.get(record_type.name)
    return {column: obj.pk} if column else {}


def _make_interaction(
    actor: Any, record_type: RecordType, obj: Any, entry: Understood, body: str, work: Unit
) -> Interaction:
    values = {
        "kind": entry.kind, "at": entry.at, "subject": entry.subject, "body": body, "direction": entry.direction,
        "outcome": entry.outcome, "minutes": entry.minutes, **_about(record_type, obj),
    }  # fmt: skip
    made: Any = create(actor=actor, record_type=record_types.get("interactions"), values=values)
    before = snapshot(made)
    _attach(made, actor, record_type, obj)
    work.changed(made, before)
    if entry.assigned_to is not None:
        notify(
            "records.mentioned", [entry.assigned_to], subject="interactions", object_id=made.pk, actor=actor
        )
    return made


def _make_task(
    actor: Any, record_type: RecordType, obj: Any, entry: Understood, body: str, work: Unit
) -> Task:
    values = {
        "title": entry.subject, "notes": body, "due_date": entry.due_date, "priority": entry.priority,
        "assigned_to": getattr(entry.assigned_to, "pk", None), **_about(record_type, obj),
    }  # fmt: skip
    made: Any = create(actor=actor, record_type=record_types.get("tasks"), values=values)
    before = snapshot(made)
    if entry.due_time:
        made.due_time = entry.due_time
        made.save(update_fields=["due_time"])
    _attach(made, actor, record_type, obj)
    work.changed(made, before)
    return made


def _attach(made: Any, actor: Any, record_type: RecordType, obj: models.Model) -> None:
    """About a record of another type than the directory's: it becomes the main subject."""
    if record_type.name in DIRECTORY:
        return
    made.subject_type, made.subject_id = record_type.name, obj.pk
    link(made, record_type.name, obj.pk)
    take_subject(made, actor)


def do_set_done(*, actor: Any, task: Task, done: bool) -> Task:
    """Done, or to be done again."""
    status = Task.Status.DONE if done else Task.Status.OPEN
    changed: Any = generic_change(
        actor=actor, record_type=record_types.get("tasks"), obj=task, values={"status": status.value}
    )
    if done:
        events.publish("timeline.task_done", id=task.pk, actor=actor)
    return changed


def do_postpone(*, actor: Any, task: Task, day: Any) -> Task:
    changed: Any = generic_change(
        actor=actor, record_type=record_types.get("tasks"), obj=task, values={"due_date": day}
    )
    return changed


def do_note(
    *,
    actor: Any,
    record_type: str,
    record_id: int,
    text: str,
    body: str = "",
    kind: str = Interaction.Kind.EVENT.value,
    at: datetime | None = None,
    source: str = "",
    url: str = "",
    also: tuple[tuple[str, int], ...] = (),
    direction: str = "",
) -> Interaction:
    """What a module has to tell on a record's timeline: a mission signed, an invoice paid.

    The product writes it, so no right is asked of `actor` (None: the product itself). `also`: other
    records concerned. `source` names who tells ("missions.signed"), `url` leads to what happened.
    """
    with writing(actor) as work:
        made = Interaction(
            kind=kind, at=at or timezone.now(), subject=text[:200], body=body, author=actor, source=source, url=url,
            created_by=actor, changed_by=actor, subject_type=record_type, subject_id=record_id, direction=direction,
        )  # fmt: skip
        for name, pk in ((record_type, record_id), *also):
            if name in DIRECTORY and getattr(made, f"{DIRECTORY[name]}_id") is None:
                setattr(made, f"{DIRECTORY[name]}_id", pk)
        made.save()
        for name, pk in ((record_type, record_id), *also):
            link(made, name, pk)
        take_subject(made, actor)
        work.created(made)
        events.publish("records.created", type="interactions", id=made.pk, actor=actor)
    return made
