"""Reads of duplicates: a pair is shown to whoever may see both records."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet

from essaim.engines.records.api import RecordType, base_queryset, record_types

from .adapters import LOADERS
from .models import DuplicatePair, Merge, ScanRun


def types() -> list[RecordType]:
    """The record types duplicates are looked for in."""
    return [record_types.get(name) for name in LOADERS if name in record_types]


def pairs_for(user: Any, record_type: RecordType, status: str) -> QuerySet[DuplicatePair]:
    visible = base_queryset(user, record_type).order_by().values("pk")
    return DuplicatePair.objects.filter(
        record_type=record_type.name, status=status, low_id__in=visible, high_id__in=visible
    ).select_related("decided_by")


def pair_of(record_type: RecordType, one: int, other: int) -> DuplicatePair | None:
    low, high = sorted((one, other))
    return DuplicatePair.objects.filter(record_type=record_type.name, low_id=low, high_id=high).first()


def merges_for(user: Any, record_type: RecordType) -> QuerySet[Merge]:
    """The merges whose kept record `user` may see."""
    visible = base_queryset(user, record_type).order_by().values("pk")
    return Merge.objects.filter(record_type=record_type.name, kept_id__in=visible).select_related(
        "made_by", "undone_by"
    )


def last_run(record_type: RecordType) -> ScanRun | None:
    return ScanRun.objects.filter(record_type=record_type.name).first()
