"""The search in the background."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from essaim.engines.accounts.api import User

from .actions import scan_type
from .models import ScanRun


@task()
def scan_task(run_id: int, actor_id: int) -> None:
    run = ScanRun.objects.get(pk=run_id)
    try:
        scan_type(actor=User.objects.get(pk=actor_id), type_name=run.record_type, run=run)
    except Exception as error:
        run.error, run.finished_at = str(error)[:300], timezone.now()
        run.save()
        raise
