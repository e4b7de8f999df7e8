"""The index made anew from the records, and the check that it still agrees with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from essaim.engines.records.api import RecordType

from .backends import ensure, postgresql, sqlite
from .collecting import documents
from .indexing import reindex, searchable_types, sources_of, tokens_of
from .models import Entry, Source, Term

STEP = 2000


@dataclass(frozen=True)
class Drift:
    """Where the index differs from the records of a type: entries missing, in excess, or out of date."""

    type: str
    missing: int = 0
    excess: int = 0
    stale: int = 0

    def __bool__(self) -> bool:
        return bool(self.missing or self.excess or self.stale)


def rebuild(
    types: list[RecordType] | None = None, progress: Callable[[str, int], None] = lambda *_: None
) -> int:
    """Rewrites the entries of those types (all by default), by steps that each commit."""
    ensure()
    everything = types is None
    total = 0
    if everything:
        _forget_unknown_sources()
        Term.objects.all().delete()
    for record_type in types or searchable_types():
        for ids in _steps(record_type):
            with transaction.atomic():
                total += reindex(record_type, ids)
            progress(record_type.name, total)
        _drop_excess(record_type)
    _backend().optimise(connection)
    return total


def _steps(record_type: RecordType) -> Iterator[list[int]]:
    keys = record_type.model_class._base_manager.filter(**record_type.base_filter).order_by("pk")
    last = 0
    while ids := list(keys.filter(pk__gt=last).values_list("pk", flat=True)[:STEP]):
        yield ids
        last = ids[-1]


def _forget_unknown_sources() -> None:
    names = [item.name for item in searchable_types()]
    for source in Source.objects.exclude(type__in=names):
        Entry.objects.filter(pk__range=(source.low, source.high)).delete()
        source.delete()


def _excess(record_type: RecordType, source: Source) -> list[int]:
    """Entries of records that are no longer there. Not by NOT IN: PostgreSQL reads the whole list for each row
    as soon as it outgrows its working memory.
    """
    there = record_type.model_class._base_manager.filter(pk=OuterRef("object_id"), **record_type.base_filter)
    rows = Entry.objects.filter(~Exists(there), pk__range=(source.low, source.high))
    return list(rows.values_list("pk", flat=True))


def _drop_excess(record_type: RecordType) -> None:
    for source in sources_of(record_type).values():
        keys = _excess(record_type, source)
        for start in range(0, len(keys), STEP):
            Entry.objects.filter(pk__in=keys[start : start + STEP]).delete()


def drift_of(record_type: RecordType) -> Drift:
    """Compares every record of a type with its entries: a long reading, for the nightly check."""
    sources = sources_of(record_type)
    missing = stale = 0
    for ids in _steps(record_type):
        keys = [source.key(pk) for source in sources.values() for pk in ids]
        kept = dict(Entry.objects.filter(pk__in=keys).values_list("pk", "tokens"))
        for document in documents(record_type, ids):
            for resource, part in document.parts.items():
                source = sources.get(resource)
                found = kept.pop(source.key(document.object_id), None) if source else None
                missing += found is None
                stale += source is not None and found is not None and found != tokens_of(source, part)
        stale += len(kept)
    excess = sum(len(_excess(record_type, source)) for source in sources.values())
    return Drift(record_type.name, missing, excess, stale)


def mend() -> list[Drift]:
    """Rebuilds the types whose entries drifted; run every night."""
    ensure()
    found = [drift for record_type in searchable_types() if (drift := drift_of(record_type))]
    names = {drift.type for drift in found}
    wrong = [item for item in searchable_types() if item.name in names]
    if wrong:
        rebuild(wrong)
    elif _backend().faults(connection):
        _rebuild_database_index()
    return found


def _rebuild_database_index() -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {sqlite.INDEX}({sqlite.INDEX}) VALUES ('rebuild')")  # noqa: S608


def _backend():  # type: ignore[no-untyped-def]
    return sqlite if connection.vendor == "sqlite" else postgresql


def counts_differ() -> list[str]:
    """The types that have more or fewer entries than records."""
    wrong = []
    for record_type in searchable_types():
        source = sources_of(record_type)[""]
        entries = Entry.objects.filter(pk__range=(source.low, source.high)).count()
        if entries != record_type.model_class._base_manager.filter(**record_type.base_filter).count():
            wrong.append(str(record_type.label_plural))
    return wrong
