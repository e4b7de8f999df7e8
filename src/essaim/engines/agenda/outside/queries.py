"""Reads of the agendas kept elsewhere."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from essaim.engines.accounts.api import network_ids
from essaim.engines.agenda.models import OutsideCalendar, OutsideDate


def outside_for(user: Any) -> list[OutsideCalendar]:
    """The user's own ones and those shared with their networks."""
    shared = OutsideCalendar.networks.through.objects.filter(network__in=sorted(network_ids(user)))
    rows = OutsideCalendar.objects.filter(Q(owner=user) | Q(pk__in=shared.values("outsidecalendar")))
    return list(rows.select_related("owner").order_by("name", "pk"))


def outside_of(user: Any, pk: int) -> OutsideCalendar | None:
    """One of the user's own."""
    return OutsideCalendar.objects.filter(owner=user, pk=pk).first()


def dates_of_outside(calendar: OutsideCalendar, start: datetime, end: datetime) -> QuerySet[OutsideDate]:
    return calendar.dates.filter(start__lt=end, end__gt=start).order_by("start", "pk")
