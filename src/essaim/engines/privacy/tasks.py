"""Purges in the background."""

from __future__ import annotations

from django_tasks import task

from .models import PurgeReport


@task()
def purge_task(report_id: int) -> None:
    from .actions.purging import run_report

    report = PurgeReport.objects.select_related("rule__owner", "decided_by").get(pk=report_id)
    if report.state == PurgeReport.State.RUNNING:
        run_report(report)
