"""What can be found of each record: its title, its searchable fields, and what engines above add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone

from essaim.engines.records.api import Field, Kind, RecordType, all_fields

from . import texts
from .declarations import Text, text_sources

EXCERPT_TEXT = 20_000
SKIPPED = frozenset(
    {Kind.LINK, Kind.TAGS, Kind.REFERENCE, Kind.REFERENCES, Kind.BOOLEAN, Kind.DATE, Kind.DATETIME}
)


@dataclass
class Part:
    """The tokens and the excerpt texts under one further right ("" for none)."""

    tokens: set[str] = field(default_factory=set)
    body: list[list[str]] = field(default_factory=list)


@dataclass
class Document:
    object_id: int
    title: str
    changed_at: Any
    parts: dict[str, Part]
    words: set[str] = field(default_factory=set)

    @property
    def title_key(self) -> str:
        return " ".join(texts.words(self.title))[:300]


def indexed_fields(record_type: RecordType) -> list[Field]:
    """The fields that can be searched. Sensitive ones cannot: their reading is journalled, one by one."""
    return [
        item
        for item in all_fields(record_type).values()
        if item.search_weight > 0 and not item.sensitive and item.kind not in SKIPPED
    ]


def batch_of(record_type: RecordType) -> int:
    """How many records of a type may be read at once."""
    return min((source.batch for source in text_sources if source.type == record_type.name), default=1000)


def documents(record_type: RecordType, ids: Iterable[int]) -> Iterator[Document]:
    """The documents of those records that exist in the type, a batch at a time: two queries and those of
    the sources each."""
    keys, batch = list(ids), batch_of(record_type)
    for start in range(0, len(keys), batch):
        yield from _documents(record_type, keys[start : start + batch])


def _documents(record_type: RecordType, ids: list[int]) -> Iterator[Document]:
    fields = indexed_fields(record_type)
    rows = _rows(record_type, fields, ids)
    added: dict[int, list[Text]] = defaultdict(list)
    for source in text_sources:
        if source.type == record_type.name:
            for pk, found in source.texts(ids).items():
                added[pk].extend(found)
    titles = len(record_type.title_paths)
    for pk, changed_at, filter_text, *values in rows:
        title = " ".join(str(part) for part in values[:titles] if part)[:300] or f"#{pk}"
        document = Document(pk, title, changed_at or timezone.now(), {"": Part()})
        document.parts[""].tokens |= texts.title_tokens(title) | texts.folded_tokens(filter_text)
        document.words |= texts.known_words(title)
        for item, value in zip(fields, values[titles:], strict=True):
            _add(document, _text_of(item, value))
        for text in added.get(pk, ()):
            _add(document, text)
        _complete(document)
        yield document


def _rows(record_type: RecordType, fields: list[Field], ids: list[int]) -> Any:
    queryset = record_type.model_class._base_manager.filter(pk__in=ids, **record_type.base_filter)
    computed = {f"found_{item.name}": item.expression() for item in fields if item.expression}
    if computed:
        queryset = queryset.annotate(**computed)
    paths = [f"found_{item.name}" if item.expression else item.path for item in fields]
    changed = "changed_at" if _has(record_type, "changed_at") else None
    columns = ("pk", *filter(None, (changed, record_type.text_path)), *record_type.title_paths, *paths)
    for row in queryset.values_list(*columns):
        rest = list(row)
        pk = rest.pop(0)
        when = rest.pop(0) if changed else None
        filter_text = rest.pop(0) if record_type.text_path else ""
        yield pk, when, filter_text, *rest


def _has(record_type: RecordType, name: str) -> bool:
    try:
        record_type.model_class._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def _text_of(item: Field, value: Any) -> Text:
    if value in (None, "", []):
        return Text("")
    if item.kind in (Kind.CHOICE, Kind.CHOICES):
        labels = dict(item.choice_pairs())
        codes = value if isinstance(value, list) else [value]
        value = ", ".join(str(labels.get(code, code)) for code in codes)
    kind = {Kind.LONG_TEXT: "prose", Kind.PHONE: "phone", Kind.TEXT: "name"}.get(item.kind, "code")
    return Text(str(value), kind, item.name, item.resource)


def _add(document: Document, text: Text) -> None:
    if not text.value:
        return
    part = document.parts.setdefault(text.resource, Part())
    if text.kind == "phone":
        part.tokens |= texts.phone_tokens(text.value)
    elif text.kind == "prose":
        part.tokens |= texts.prose_tokens(text.value)
    else:
        part.tokens |= texts.plain_tokens(text.value)
        if text.kind == "name" and not text.resource:
            document.words |= texts.known_words(text.value)
    if text.field:
        part.body.append([text.field, text.value[:EXCERPT_TEXT]])


def _complete(document: Document) -> None:
    """A row under a further right holds the open tokens too, so that words of both meet in one row."""
    common = document.parts[""].tokens
    for resource, part in document.parts.items():
        if resource:
            part.tokens |= common


__all__ = ["Document", "Part", "batch_of", "documents", "indexed_fields"]
