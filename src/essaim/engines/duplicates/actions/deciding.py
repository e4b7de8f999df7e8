"""Saying that two records are not the same, and thinking better of it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from essaim.engines.duplicates.models import DuplicatePair
from essaim.engines.rights.api import require
from essaim.kit.writing import writing


def declare_distinct(*, actor: Any, pair: DuplicatePair, reason: str) -> None:
    """« Pas un doublon »: the pair is not shown again while what was compared stays the same."""
    require(actor, "change", "duplicates")
    with writing(actor) as work:
        pair.status, pair.reason = DuplicatePair.Status.DISTINCT, reason.strip()[:300]
        pair.decided_at, pair.decided_by = timezone.now(), actor
        pair.save()
        work.noted(pair, "declared distinct", note=pair.reason)


def reopen(*, actor: Any, pair: DuplicatePair) -> None:
    require(actor, "change", "duplicates")
    with writing(actor) as work:
        pair.status, pair.reason = DuplicatePair.Status.OPEN, ""
        pair.decided_at, pair.decided_by = None, None
        pair.save(update_fields=["status", "reason", "decided_at", "decided_by"])
        work.noted(pair, "reopened")
