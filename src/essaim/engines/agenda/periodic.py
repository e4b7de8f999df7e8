"""Rules without end are brought forward every day; agendas kept elsewhere are read again every hour."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import F, Q
from django.utils import timezone

from essaim.kit.checks import PeriodicTask, periodic_tasks

from .expanding import refresh
from .models import IcsImport, OutsideCalendar
from .tasks import read_outside

HOUR = 3600
GIVEN_UP = 24
DRAFTS_KEPT = timedelta(days=7)


def read_outside_calendars() -> None:
    """Once a day those that failed a whole day long."""
    now = timezone.now()
    due = Q(tried_at=None) | Q(tried_at__lt=now - timedelta(minutes=50), failures__lt=GIVEN_UP)
    due |= Q(tried_at__lt=now - timedelta(hours=23))
    rows = OutsideCalendar.objects.filter(due, owner__is_active=True)
    for key in rows.order_by(F("tried_at").asc(nulls_first=True)).values_list("pk", flat=True):
        read_outside.enqueue(key)


def forget_drafts() -> None:
    """Files uploaded but never imported."""
    old = timezone.now() - DRAFTS_KEPT
    IcsImport.objects.filter(status=IcsImport.Status.PREVIEW, created_at__lt=old).delete()


periodic_tasks.declare(
    PeriodicTask("agenda.expand", refresh, 24 * HOUR),
    PeriodicTask("agenda.outside", read_outside_calendars, HOUR),
    PeriodicTask("agenda.drafts", forget_drafts, 24 * HOUR),
)
