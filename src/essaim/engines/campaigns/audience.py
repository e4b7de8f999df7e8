"""Whom a record leads to: a person or an organisation, and the address of each for a channel."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from essaim.engines.directory.api import Organisation, Person
from essaim.engines.records.api import Kind, Query, RecordType, base_queryset, compile_query, record_types
from essaim.kit.registry import Registry

from .choices import Channel


@dataclass(frozen=True)
class Audience:
    """Records of `type` may be written to: `path` leads from one to its person ("pk" for people
    themselves), or to its organisation when `to` says so."""

    type: str
    path: str
    to: str = "person"


audiences: Registry[Audience] = Registry("audiences", Audience, lambda item: item.type)
audiences.declare(Audience("people", "pk"), Audience("organisations", "pk", "organisation"))


@Registry.derived
def _derive() -> None:
    """Any record type that refers to a person may be written to, unless it declared its own way."""
    for record_type in record_types:
        if record_type.name in audiences:
            continue
        field = next(
            (item for item in record_type.fields if item.kind == Kind.REFERENCE and item.target == "people"),
            None,
        )
        if field is not None:
            audiences.declare(Audience(record_type.name, field.path))


def person_path_of(record_type: RecordType) -> str:
    if record_type.name not in audiences:
        return ""
    found = audiences.get(record_type.name)
    return found.path if found.to == "person" else ""


@dataclass(slots=True)
class Recipient:
    """A record of the segment and who receives for it. `owner` is None when the record leads to nobody."""

    record_id: int
    owner: Any


def segment_queryset(user: Any, segment: dict[str, Any], frozen: list[int] | None = None) -> QuerySet:
    """The records of a segment that `user` may see, in a stable order. Raises QueryError."""
    query = Query.from_json(segment)
    if frozen is not None:
        record_type = record_types.get(query.type)
        return base_queryset(user, record_type).filter(pk__in=frozen).order_by("pk")
    return compile_query(user, Query(query.type, query.filter, query.text)).order_by("pk")


def recipients(user: Any, record_type: RecordType, rows: QuerySet) -> list[Recipient]:
    """Who receives for each of these records. Somebody out of the sender's sight receives nothing."""
    found = audiences.get(record_type.name)
    pairs = list(rows.values_list("pk", found.path))
    target = record_types.get("people" if found.to == "person" else "organisations")
    keys = {key for _pk, key in pairs if key is not None}
    owners = {item.pk: item for item in base_queryset(user, target).filter(pk__in=keys)}
    return [Recipient(pk, owners.get(key)) for pk, key in pairs]


def address_of(owner: Any, channel: str) -> str:
    """Where `owner` is reached: an e-mail, a mobile in E.164, or an envelope's lines."""
    if channel == Channel.EMAIL:
        return str(owner.email or "")
    if channel == Channel.SMS:
        return str(owner.mobile or "")
    return "\n".join(owner.address_lines) if owner.city and (owner.street or owner.postcode) else ""


def is_gone(owner: Any) -> bool:
    """Nothing is written to the dead, to who has left, or to a body that has closed."""
    if isinstance(owner, Person):
        return owner.status != Person.Status.ACTIVE
    return owner.status == Organisation.Status.CLOSED
