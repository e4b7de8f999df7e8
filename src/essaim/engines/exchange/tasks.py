"""Background work: it survives the page being closed, and its process being stopped (`periodic.recover`)."""

from __future__ import annotations

from django_tasks import task

from .actions import running
from .actions.exporting import export_later
from .models import Export, ImportRun


@task()
def plan_task(run_id: int) -> None:
    run = ImportRun.objects.select_related("created_by").get(pk=run_id)
    running.plan_now(actor=run.created_by, run=run, claimed=True)


@task()
def write_task(run_id: int) -> None:
    run = ImportRun.objects.select_related("created_by").get(pk=run_id)
    running.write_now(actor=run.created_by, run=run, claimed=True)


@task()
def undo_task(run_id: int) -> None:
    run = ImportRun.objects.select_related("created_by", "undone_by").get(pk=run_id)
    running.undo_now(actor=run.undone_by or run.created_by, run=run, claimed=True)


@task()
def export_task(export_id: int) -> None:
    export = Export.objects.select_related("created_by").get(pk=export_id)
    export_later(actor=export.created_by, export=export)
