"""The search for duplicates over a whole record type."""

from __future__ import annotations

from typing import Any

from django.utils import timezone, translation

from essaim.engines.duplicates.adapters import LOADERS, digest
from essaim.engines.duplicates.matching.scan import Pair, scan
from essaim.engines.duplicates.matching.wording import sentences
from essaim.engines.duplicates.models import DuplicatePair, ScanRun
from essaim.engines.rights.api import require
from essaim.kit import events
from essaim.kit.writing import writing

MOST = 20_000


def scan_type(*, actor: Any, type_name: str, run: ScanRun | None = None) -> ScanRun:
    """Searches again and brings the queue up to date: decisions taken stay, until what was compared changes.

    `actor` None is the nightly search.
    """
    if actor is not None:
        require(actor, "change", "duplicates")
    run = run or ScanRun.objects.create(record_type=type_name)
    people = LOADERS[type_name]()
    with translation.override("fr"):
        pairs = scan(people)[:MOST]
        with writing(actor, "duplicates scan"):
            found, fresh = _store(type_name, pairs)
            events.publish("duplicates.scanned", type=type_name, fresh=fresh, actor=actor)
    run.compared, run.found, run.finished_at = len(people), found, timezone.now()
    run.save()
    return run


def _store(type_name: str, pairs: list[Pair]) -> tuple[int, int]:
    """How many pairs are open, and how many of them were not known."""
    known = {
        (pair.low_id, pair.high_id): pair for pair in DuplicatePair.objects.filter(record_type=type_name)
    }
    fresh: list[DuplicatePair] = []
    again: list[DuplicatePair] = []
    still_open: set[tuple[int, int]] = set()
    for pair in pairs:
        key = tuple(sorted((pair.one.key, pair.other.key)))
        row = known.get(key) or DuplicatePair(record_type=type_name, low_id=key[0], high_id=key[1])
        seen = digest(pair.one, pair.other)
        if row.pk and row.status != DuplicatePair.Status.OPEN and row.seen == seen:
            continue
        row.score, row.band, row.veto, row.seen = pair.score, pair.band, pair.veto, seen
        row.evidence = _evidence(pair)
        row.status = DuplicatePair.Status.OPEN
        still_open.add(key)
        (again if row.pk else fresh).append(row)
    gone = [
        row.pk
        for key, row in known.items()
        if row.status == DuplicatePair.Status.OPEN and key not in still_open
    ]
    DuplicatePair.objects.filter(pk__in=gone).delete()
    DuplicatePair.objects.bulk_create(fresh, batch_size=500)
    DuplicatePair.objects.bulk_update(
        again, ["score", "band", "veto", "seen", "evidence", "status"], batch_size=200
    )
    return len(still_open), len(fresh)


def _evidence(pair: Pair) -> list[dict[str, Any]]:
    ordered = sorted(pair.evidence, key=lambda item: -abs(item.bits))
    texts = sentences(pair)
    bits = [round(item.bits, 1) for item in ordered] + [None] * (len(texts) - len(ordered))
    return [{"text": text, "bits": value} for text, value in zip(texts, bits, strict=True)]
