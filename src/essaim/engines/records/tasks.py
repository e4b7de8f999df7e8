"""Work of records done by the worker."""

from __future__ import annotations

from django_tasks import task

from . import bulk


@task()
def run_bulk_job(job_id: int) -> None:
    bulk.run(job_id)
