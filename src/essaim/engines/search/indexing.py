"""Keeping the index in step: each unit of work writes its entries before it commits."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from django.db import IntegrityError, connection
from django.db.models import Max

from essaim.engines.records.api import RecordType, record_types
from essaim.kit.writing import Change, on_flush

from . import texts
from .collecting import SKIPPED, Document, Part, batch_of, documents
from .declarations import text_sources
from .models import Entry, Source

LINES = 1000
INSERT = (
    "INSERT INTO search_entry (id, source_id, object_id, title, title_key, tokens, body, changed_at) VALUES "
)
LINE = "(%s, %s, %s, %s, %s, %s, %s, %s)"
OR_UPDATE = (
    " ON CONFLICT (id) DO UPDATE SET title = excluded.title, "
    "title_key = excluded.title_key, tokens = excluded.tokens, body = excluded.body, changed_at = excluded.changed_at"
)


def searchable_types() -> list[RecordType]:
    return [item for item in record_types if item.searchable]


def keep_in_step(changes: list[Change]) -> None:
    """The listener of units of work: what was written, and what rests on it, is indexed anew."""
    touched: dict[str, list[Any]] = defaultdict(list)
    for change in changes:
        touched[change.model].append(change.object_id)
    if not touched.keys() & watched_models():
        return
    for record_type in searchable_types():
        ids = _concerned(record_type, touched)
        if ids:
            reindex(record_type, ids)


def _concerned(record_type: RecordType, touched: dict[str, list[Any]]) -> set[int]:
    ids = {int(pk) for pk in touched.get(record_type.model.lower(), ()) if str(pk).isdecimal()}
    for model, path in followed_paths(record_type):
        if model in touched:
            found = record_type.model_class._base_manager.filter(**{f"{path}__in": touched[model]})
            ids |= set(found.values_list("pk", flat=True))
    for source in text_sources:
        if source.type == record_type.name:
            for model in source.follows.keys() & touched.keys():
                ids |= set(source.follows[model](touched[model]))
    return ids


@cache
def watched_models() -> frozenset[str]:
    """Labels of the models whose writing may change the index."""
    labels = {model.lower() for source in text_sources for model in source.follows}
    for record_type in searchable_types():
        labels.add(record_type.model.lower())
        labels |= {model for model, _ in followed_paths(record_type)}
    return frozenset(labels)


def followed_paths(record_type: RecordType) -> set[tuple[str, str]]:
    """(model, path to it) of the records whose texts this type reads through a relation."""
    fields = [item for item in record_type.fields if item.search_weight > 0 and item.expression is None]
    paths = [*record_type.title_paths, *(item.path for item in fields if item.kind not in SKIPPED)]
    found = set()
    for path in paths:
        model: Any = record_type.model_class
        names = path.split("__")[:-1]
        for depth, name in enumerate(names, 1):
            model = model._meta.get_field(name).related_model
            found.add((model._meta.label_lower, "__".join(names[:depth])))
    return found


def reindex(record_type: RecordType, ids: Iterable[int]) -> int:
    """Indexes those records anew; entries of records that are no longer there go. Returns how many stand."""
    count = 0
    for batch in _batches(sorted(set(ids)), batch_of(record_type)):
        count += _write(record_type, batch, list(documents(record_type, batch)))
    return count


def _write(record_type: RecordType, ids: list[int], found: list[Document]) -> int:
    sources = sources_of(record_type, {resource for document in found for resource in document.parts})
    rows = {row[0]: row for document in found for row in _rows(document, sources)}
    keys = [source.key(pk) for source in sources.values() for pk in ids]
    known = set(Entry.objects.filter(pk__in=keys).values_list("pk", flat=True))
    gone = known - rows.keys()
    if gone:
        Entry.objects.filter(pk__in=gone).delete()
    if rows:
        _upsert([rows[key] for key in sorted(rows)])
        remember({word for document in found for word in document.words})
    return len(found)


def _upsert(rows: list[tuple[Any, ...]]) -> None:
    """Many rows a statement, in the order of their keys: FTS5 writes a segment to the disk at the end of each
    statement that fires a trigger, and whenever a key is lower than the one before.
    """
    with connection.cursor() as cursor:
        for start in range(0, len(rows), LINES):
            part = rows[start : start + LINES]
            lines = ", ".join([LINE] * len(part))
            cursor.execute(INSERT + lines + OR_UPDATE, [value for row in part for value in row])


def _rows(document: Document, sources: dict[str, Source]) -> Iterator[tuple[Any, ...]]:
    """Values of a `LINE`: written plainly, for imports write ten thousand at once."""
    when = connection.ops.adapt_datetimefield_value(document.changed_at)
    for resource, part in document.parts.items():
        source = sources[resource]
        yield (
            source.key(document.object_id),
            source.pk,
            document.object_id,
            document.title,
            document.title_key,
            tokens_of(source, part),
            json.dumps(part.body),
            when,
        )


def tokens_of(source: Source, part: Part) -> str:
    code = source.code
    return " ".join(sorted([code + token for token in part.tokens]))


def sources_of(record_type: RecordType, resources: Iterable[str] = ()) -> dict[str, Source]:
    """The sources of a record type by further resource, those asked for made if missing."""
    known = {source.resource: source for source in Source.objects.filter(type=record_type.name)}
    for resource in sorted({"", *resources} - known.keys()):
        known[resource] = _new_source(record_type.name, resource)
    return known


def _new_source(type_name: str, resource: str) -> Source:
    """Numbered after the last one, not by a sequence, which goes up at each attempt that fails: codes are short."""
    for last_try in (False, False, True):
        number = (Source.objects.aggregate(last=Max("pk"))["last"] or 0) + 1
        try:
            source, _made = Source.objects.get_or_create(
                type=type_name, resource=resource, defaults={"pk": number}
            )
            return source
        except IntegrityError:  # somebody took the number meanwhile
            if last_try:
                raise
    raise AssertionError


def remember(words: set[str]) -> None:
    """Words of names, for spelling. In order, so that two writers never wait for one another."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "INSERT INTO search_term (word, sound) VALUES (%s, %s) ON CONFLICT (word) DO NOTHING",
            [(word, texts.sound(word)) for word in sorted(words)],
        )


def _batches(ids: list[int], size: int) -> Iterator[list[int]]:
    for start in range(0, len(ids), size):
        yield ids[start : start + size]


def install() -> None:
    on_flush(keep_in_step)
