"""The fields a text may name: those of the record written to, of its person, and what engines and modules add."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from essaim.engines.records.api import (
    Field,
    Kind,
    RecordType,
    base_queryset,
    fields_for,
    read_rows,
    record_types,
    text_of,
)
from essaim.kit.registry import Registry
from essaim.kit.text import fold

PERSON = "person."
EXTRA = "+"
SKIPPED = {Kind.REFERENCES}


@dataclass(frozen=True)
class MergeField:
    """Something computed that texts may name.

    `load(user, type, keys)` gives the text by key of the records of this type; what it does not give reads as
    empty. `user` is the author, whose rights count. `types`: the record types it is for, or ("*",).
    """

    name: str
    label: Any
    load: Callable[[Any, RecordType, list[int]], dict[int, str]]
    types: tuple[str, ...] = ("*",)
    hint: Any = ""


merge_fields: Registry[MergeField] = Registry("merge fields", MergeField, lambda item: item.name)


@dataclass(frozen=True)
class Usable:
    """A field as its author meets it: `label` is what is written between the braces."""

    code: str
    label: str
    group: str
    hint: str = ""


def usable_fields(user: Any, record_type: RecordType, person_path: str = "") -> list[Usable]:
    """In the order they are offered; a label that stands twice is told apart by its group."""
    found = [
        Usable(f"{EXTRA}{item.name}", str(item.label), "", str(item.hint))
        for item in merge_fields
        if "*" in item.types or record_type.name in item.types
    ]
    found += [
        Usable(field.name, str(field.label), str(record_type.label)) for field in _own(user, record_type)
    ]
    if person_path and record_type.name != "people":
        people = record_types.get("people")
        taken = {fold(item.label) for item in found}
        for field in _own(user, people):
            label = str(field.label)
            if fold(label) in taken:
                label = f"{people.label} : {label}"
            found.append(Usable(f"{PERSON}{field.name}", label, str(people.label)))
    return found


def _own(user: Any, record_type: RecordType) -> list[Field]:
    return [
        field
        for field in fields_for(user, record_type).values()
        if field.kind not in SKIPPED and not field.sensitive
    ]


def names_of(usable: Iterable[Usable]) -> dict[str, str]:
    """What may be written between braces, folded → code. A label wins over another field's code."""
    names: dict[str, str] = {}
    for item in usable:
        names.setdefault(fold(item.label), item.code)
    for item in usable:
        names.setdefault(fold(item.code.lstrip(EXTRA)), item.code)
    return names


def values_of(
    user: Any, record_type: RecordType, queryset: QuerySet, codes: set[str], person_path: str = ""
) -> dict[int, dict[str, str]]:
    """The text of these fields for each record, by key. A few queries, however many records."""
    own = {code for code in codes if not code.startswith((EXTRA, PERSON))}
    values = _texts(user, record_type, queryset, own)
    wanted = {code.removeprefix(PERSON) for code in codes if code.startswith(PERSON)}
    if wanted:
        pairs = dict(queryset.values_list("pk", person_path))
        people = record_types.get("people")
        rows = base_queryset(user, people).filter(pk__in=set(pairs.values()) - {None})
        texts = _texts(user, people, rows, wanted)
        for key, person in pairs.items():
            found = texts.get(person, {})
            values.setdefault(key, {}).update({f"{PERSON}{name}": text for name, text in found.items()})
    for code in codes:
        if code.startswith(EXTRA):
            given = merge_fields.get(code.removeprefix(EXTRA)).load(user, record_type, list(values))
            for key, text in given.items():
                values.setdefault(key, {})[code] = text
    return values


def _texts(
    user: Any, record_type: RecordType, queryset: QuerySet, names: set[str]
) -> dict[int, dict[str, str]]:
    known = fields_for(user, record_type)
    fields = [known[name] for name in sorted(names) if name in known]
    rows = read_rows(user, record_type, fields, queryset)
    return {
        row.pk: {
            field.name: str(text_of(field, value)) for field, value in zip(fields, row.values, strict=True)
        }
        for row in rows
    }
