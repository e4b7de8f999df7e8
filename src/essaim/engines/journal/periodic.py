"""The journal's retention: `JOURNAL_RETENTION_MONTHS` in the settings, 0 to keep everything."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from essaim.kit.checks import PeriodicTask, periodic_tasks

from .chain import forget_before

DAYS_A_MONTH = 30.44


def shorten() -> None:
    months = int(getattr(settings, "JOURNAL_RETENTION_MONTHS", 0))
    if months <= 0:
        return
    forget_before(timezone.now() - timedelta(days=months * DAYS_A_MONTH))


periodic_tasks.declare(PeriodicTask("journal.retention", shorten, 24 * 3600))
