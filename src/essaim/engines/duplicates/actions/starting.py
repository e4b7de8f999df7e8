"""Starting a search, one at a time for each record type."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from essaim.engines.duplicates.models import ScanRun
from essaim.engines.records.api import RecordType
from essaim.engines.rights.api import can, require
from essaim.kit.writing import writing

STALE = timedelta(hours=2)


def start_scan(*, actor: Any, record_type: RecordType) -> ScanRun:
    """The search under way for this type, or a new one handed to the worker."""
    from essaim.engines.duplicates.tasks import scan_task

    require(actor, "change", "duplicates")
    with writing(actor) as work:
        under_way = ScanRun.objects.filter(
            record_type=record_type.name, finished_at__isnull=True, started_at__gt=timezone.now() - STALE
        ).first()
        if under_way is not None:
            return under_way
        run = ScanRun.objects.create(record_type=record_type.name)
        work.created(run)
        transaction.on_commit(lambda: scan_task.enqueue(run.pk, actor.pk))
    return run


def batch_open(user: Any, record_type: RecordType) -> bool:
    """May `user` merge the safe pairs of this type together?"""
    return (
        record_type.name in settings.DUPLICATES_BATCH
        and can(user, "change", "duplicates")
        and can(user, "delete", record_type.resource)
    )
