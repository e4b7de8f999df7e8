"""What an exchange or a task is about: links to records, and what rights look at, copied from them."""

from __future__ import annotations

from typing import Any

from django.db import models

from essaim.engines.accounts.api import network_ids
from essaim.engines.records.api import RecordType, record_types, title_of
from essaim.engines.timeline.models import Interaction, InteractionLink, Task, TaskLink
from essaim.kit import events

DIRECTORY = {"people": "person", "organisations": "organisation"}


def interaction_defaults(actor: Any) -> dict[str, Any]:
    return {"author": actor.pk} if actor is not None else {}


def task_defaults(actor: Any) -> dict[str, Any]:
    return {"assigned_to": actor.pk} if actor is not None else {}


def after_interaction_saved(*, obj: Interaction, actor: Any, work: Any, values: dict[str, Any]) -> None:
    after_saved(obj, actor)
    InteractionLink.objects.filter(interaction=obj).exclude(at=obj.at).update(at=obj.at)


def after_task_saved(*, obj: Task, actor: Any, work: Any, values: dict[str, Any]) -> None:
    from django.utils import timezone

    after_saved(obj, actor)
    tell_assigned(obj, actor)
    if obj.status == Task.Status.DONE and obj.done_at is None:
        obj.done_at, obj.done_by = timezone.now(), actor
        obj.save(update_fields=["done_at", "done_by"])
    elif obj.status != Task.Status.DONE and obj.done_at is not None:
        obj.done_at, obj.done_by = None, None
        obj.save(update_fields=["done_at", "done_by"])


def tell_assigned(task: Task, actor: Any) -> None:
    """An open task that came into other hands than the writer's: an event, once a change."""
    before, now = task.__dict__.get("assigned_before"), task.assigned_to_id
    task.__dict__["assigned_before"] = now
    if now and now != before and now != getattr(actor, "pk", None) and task.is_open:
        events.publish("timeline.task_assigned", id=task.pk, user=now, actor=actor)


def after_saved(obj: Any, actor: Any) -> None:
    """Links to the person and organisation chosen in the form; then subject and reach."""
    chosen = {name: getattr(obj, f"{column}_id") for name, column in DIRECTORY.items()}
    known = {(link.record_type, link.record_id) for link in obj.links.all()}
    for name, pk in chosen.items():
        obj.links.filter(record_type=name).exclude(record_id=pk or 0).delete()
        if pk and (name, pk) not in known:
            link(obj, name, pk)
    if not (obj.subject_type and obj.subject_type not in DIRECTORY):
        main = next(((name, pk) for name, pk in chosen.items() if pk), ("", None))
        obj.subject_type, obj.subject_id = main
    take_subject(obj, actor)


def link(obj: Any, record_type: str, record_id: int) -> None:
    """One more record concerned."""
    if isinstance(obj, Interaction):
        InteractionLink.objects.get_or_create(
            interaction=obj, record_type=record_type, record_id=record_id, defaults={"at": obj.at}
        )
    else:
        TaskLink.objects.get_or_create(task=obj, record_type=record_type, record_id=record_id)


def take_subject(obj: Any, actor: Any) -> None:
    """Copy the name and what gives reach from the main record; without one, the author's networks."""
    record_type, record = _main_record(obj)
    if record_type is None or record is None:
        obj.subject_label, obj.territory_id, obj.owner_id = "", None, None
        networks, groups = (set(network_ids(actor)) if actor else set()), set()
    else:
        obj.subject_label = title_of(record_type, record)[:200]
        reached = reach_values(record_type, record.pk)
        networks, groups = set(reached["network"]), set(reached["group"])
        obj.territory_id = next(iter(reached["territory"]), None)
        obj.owner_id = next(iter(reached["assigned"]), None)
    obj.save(
        update_fields=["subject_type", "subject_id", "subject_label", "territory", "owner", "filter_text"]
    )
    obj.networks.set(networks)
    obj.groups.set(groups)


def _main_record(obj: Any) -> tuple[RecordType | None, models.Model | None]:
    if obj.subject_type not in record_types or obj.subject_id is None:
        return None, None
    record_type = record_types.get(obj.subject_type)
    return record_type, record_type.model_class._base_manager.filter(pk=obj.subject_id).first()


def reach_values(record_type: RecordType, pk: int) -> dict[str, list[int]]:
    """For each reach, the keys its paths lead to from one record."""
    found: dict[str, list[int]] = {}
    base = record_type.model_class._base_manager.filter(pk=pk)
    for reach in ("network", "territory", "group", "assigned"):
        keys: list[int] = []
        for path in record_type.guard.paths(reach):
            keys += [key for key in base.values_list(path, flat=True) if key is not None]
        found[reach] = list(dict.fromkeys(keys))
    return found
