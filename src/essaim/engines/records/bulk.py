"""The same thing done to many records, one by one: each is written, or skipped and the reason told."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kit.writing import writing

from .actions import StaleRecord, StillInUse, change, delete
from .catalogue import all_fields
from .declarations import RecordType, bulk_actions, record_types
from .models import BulkJob
from .query.compiler import base_queryset
from .reading import title_of
from .values import raw_value

CHUNK = 50
AT_ONCE = 100
KEPT_SKIPS = 500
LATE = timedelta(minutes=15)
Apply = Callable[[Any, RecordType, models.Model, dict[str, Any]], None]


def change_field(actor: Any, record_type: RecordType, obj: models.Model, values: dict[str, Any]) -> None:
    change(actor=actor, record_type=record_type, obj=obj, values=values["values"])


def change_tags(actor: Any, record_type: RecordType, obj: models.Model, values: dict[str, Any]) -> None:
    """values: {"field": name, "add": [pk], "remove": [pk]}."""
    field = all_fields(record_type)[values["field"]]
    present = set(raw_value(field, obj))
    wanted = (present | set(values.get("add", ()))) - set(values.get("remove", ()))
    change(actor=actor, record_type=record_type, obj=obj, values={field.name: sorted(wanted)})


def delete_record(actor: Any, record_type: RecordType, obj: models.Model, values: dict[str, Any]) -> None:
    delete(actor=actor, record_type=record_type, obj=obj)


# Name of the generic action → (action of the matrix it needs, what it does to one record).
GENERIC: dict[str, tuple[str, Apply]] = {
    "change": ("change", change_field),
    "assign": ("change", change_field),
    "tags": ("change", change_tags),
    "delete": ("delete", delete_record),
}


def do_draft(*, actor: Any, record_type: RecordType, action: str, ids: list[int]) -> BulkJob:
    """Keeps what was chosen until the reader has said how. Nothing of the records changes."""
    return BulkJob.objects.create(user=actor, type=record_type.name, action=action, ids=ids, total=len(ids))


def do_start(*, actor: Any, job: BulkJob, values: dict[str, Any]) -> bool:
    """Starts a draft, once. True when it is done already; else the worker does it."""
    with transaction.atomic():
        job = BulkJob.objects.select_for_update().get(pk=job.pk, user=actor)
        if job.state != BulkJob.State.DRAFT:
            return job.state == BulkJob.State.DONE
        job.values, job.state = values, BulkJob.State.WAITING
        job.save(update_fields=["values", "state"])
    if job.action in bulk_actions or job.total <= AT_ONCE:
        run(job.pk)
        return True
    from .tasks import run_bulk_job

    run_bulk_job.enqueue(job.pk)
    return False


def run(job_id: int) -> None:
    """Does a job from where it stands: a worker that stopped half-way is carried on by another."""
    job = BulkJob.objects.select_related("user").get(pk=job_id)
    if job.state in (BulkJob.State.DONE, BulkJob.State.DRAFT):
        return
    record_type = record_types.get(job.type)
    BulkJob.objects.filter(pk=job.pk).update(state=BulkJob.State.RUNNING)
    if job.action in bulk_actions:
        _run_declared(job)
    else:
        while _run_chunk(job, record_type):
            pass
    BulkJob.objects.filter(pk=job.pk).update(
        state=BulkJob.State.DONE, ended_at=timezone.now(), message=job.message, done=job.done
    )


def _run_declared(job: BulkJob) -> None:
    run = bulk_actions.get(job.action).run
    assert run is not None, "an action that leads to a page makes no job"
    job.message = str(run(actor=job.user, ids=job.ids, values=job.values))
    job.done = job.total


def _run_chunk(job: BulkJob, record_type: RecordType) -> bool:
    """The next records, in one transaction with a savepoint each; False when none is left.

    The job's place moves with what was written, under a lock: two workers share a job without harm.
    """
    apply = GENERIC[job.action][1]
    with writing(job.user, f"action groupée {job.pk}"):
        job.refresh_from_db(
            fields=["position", "done", "skipped"], from_queryset=BulkJob.objects.select_for_update()
        )
        ids = job.ids[job.position : job.position + CHUNK]
        found = {obj.pk: obj for obj in base_queryset(job.user, record_type).filter(pk__in=ids)}
        for pk in ids:
            why = _("Cette fiche n’existe plus, ou n’est plus à votre portée.")
            if pk in found:
                why = _apply(apply, job, record_type, found[pk])
            if not why:
                job.done += 1
            elif len(job.skipped) < KEPT_SKIPS:
                title = title_of(record_type, found[pk]) if pk in found else f"#{pk}"
                job.skipped.append([pk, title, why])
        job.position += len(ids)
        job.save(update_fields=["done", "skipped", "position"])
    return bool(ids)


def _apply(apply: Apply, job: BulkJob, record_type: RecordType, obj: models.Model) -> str:
    """Does it to one record; why it was left as it is, or ""."""
    try:
        with transaction.atomic():
            apply(job.user, record_type, obj, job.values)
    except PermissionDenied:
        return _("Vos droits ne le permettent pas sur cette fiche.")
    except ValidationError as error:
        return " ".join(error.messages)
    except StillInUse as error:
        named = ", ".join(f"{count} {label}" for label, count in error.blockers)
        return _("S’y rattachent encore : %s.") % named
    except StaleRecord as error:
        return str(error)
    return ""


def recover() -> None:
    """Hands out again the jobs whose worker stopped."""
    from .tasks import run_bulk_job

    unfinished = BulkJob.objects.filter(state__in=(BulkJob.State.WAITING, BulkJob.State.RUNNING))
    late = unfinished.filter(created_at__lt=timezone.now() - LATE).exclude(action__in=bulk_actions.names())
    for pk in late.values_list("pk", flat=True):
        run_bulk_job.enqueue(pk)


def forget_old_jobs() -> None:
    BulkJob.objects.filter(created_at__lt=timezone.now() - timedelta(days=30)).delete()
