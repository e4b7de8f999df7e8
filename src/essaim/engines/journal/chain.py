"""Verifying the chain, and shortening it at the end of the retention."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from .keeping import lock_head
from .models import Entry, Head
from .sealing import hash_of, seal_of

PAGE = 2000


@dataclass(frozen=True)
class Verdict:
    """`checked`: entries read. `broken`: why the first wrong entry is wrong, None when all is well."""

    checked: int
    broken: Fault | None = None


@dataclass(frozen=True)
class Fault:
    """`reason`: "missing" | "altered" | "content" | "erased" | "end"; `entry` is None for a missing one."""

    reason: str
    sequence: int
    entry: Entry | None = None


def verify() -> Verdict:
    """Reads the whole chain, oldest first, in constant memory, and stops at the first fault."""
    head = Head.objects.filter(pk=1).first() or Head(sequence=0)
    reseals = _reseals()
    sequence, previous, checked = head.start, head.anchor, 0
    for entry in _stream():
        if entry.sequence > head.sequence and _written_since(entry):
            break
        fault = _fault(entry, sequence + 1, previous, reseals)
        if fault:
            return Verdict(checked, fault)
        sequence, previous, checked = entry.sequence, entry.hash, checked + 1
    if sequence != head.sequence or previous != head.hash:
        return Verdict(checked, Fault("end", sequence + 1))
    return Verdict(checked)


def _stream() -> Iterator[Entry]:
    last = 0
    while page := list(Entry.objects.filter(sequence__gt=last).order_by("sequence")[:PAGE]):
        yield from page
        last = page[-1].sequence


def _written_since(entry: Entry) -> bool:
    """Appended while we read: the head was read first, and has moved on since."""
    return Head.objects.filter(pk=1, sequence__gte=entry.sequence).exists()


def _fault(entry: Entry, expected: int, previous: str, reseals: dict[int, str]) -> Fault | None:
    if entry.sequence != expected:
        return Fault("missing", expected)
    if entry.previous != previous or hash_of(entry) != entry.hash:
        return Fault("altered", expected, entry)
    if entry.sequence in reseals:
        sealed = entry.reseal == reseals[entry.sequence] and seal_of(entry) == entry.reseal
        return None if sealed else Fault("erased", expected, entry)
    return None if seal_of(entry) == entry.seal else Fault("content", expected, entry)


def _reseals() -> dict[int, str]:
    """For each entry erased since, the seal of what remains, as the erasures in the chain say it."""
    found: dict[int, str] = {}
    for fields in Entry.objects.filter(kind="erased").order_by("sequence").values_list("fields", flat=True):
        for sequence, seal in (fields.get("sealed") or [None, {}])[1].items():
            found[int(sequence)] = seal
    return found


def forget_before(moment: datetime) -> int:
    """Removes the entries older than `moment` from the beginning of the chain, which stays verifiable."""
    with transaction.atomic():
        head = lock_head()
        kept = Entry.objects.filter(at__gte=moment).order_by("sequence").first()
        last = kept.sequence - 1 if kept else head.sequence
        gone = Entry.objects.filter(sequence=last).first()
        if gone is None or last <= head.start:
            return 0
        count, _details = Entry.objects.filter(sequence__lte=last).delete()
        head.start, head.anchor = last, gone.hash
        head.save(update_fields=["start", "anchor"])
    return count
