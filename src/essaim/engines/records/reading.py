"""Reading records by type: the way in for pages, fragments, API, exports and other engines."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import Http404
from django.urls import reverse

from .declarations import RecordType, record_types, type_of, type_of_slug
from .query.compiler import base_queryset


def record_type_or_404(slug: str) -> RecordType:
    record_type = type_of_slug(slug)
    if record_type is None:
        raise Http404
    return record_type


def record_or_404(user: Any, record_type: RecordType, pk: Any) -> models.Model:
    """The record if `user` may see it; outside one's reach is a 404, as if it were not there."""
    found = base_queryset(user, record_type).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def title_of(record_type: RecordType, obj: models.Model) -> str:
    """How a record reads: the values of the type's `title_paths`."""
    parts = []
    for path in record_type.title_paths:
        value: Any = obj
        for name in path.split("__"):
            value = getattr(value, name, "") if value is not None else ""
        parts.append(str(value or ""))
    return " ".join(part for part in parts if part) or f"{record_type.label} {obj.pk}"


def titles(user: Any, record_type: RecordType, pks: Any) -> dict[int, str]:
    """The titles of those records among `pks` that `user` may see, in one query."""
    rows = (
        base_queryset(user, record_type).filter(pk__in=list(pks)).values_list("pk", *record_type.title_paths)
    )
    return {row[0]: " ".join(str(part) for part in row[1:] if part) for row in rows}


def address_of(record_type: RecordType, pk: Any) -> str:
    """The record's page."""
    return reverse("records:detail", kwargs={"slug": record_type.slug, "pk": pk})


def create_address(record_type: RecordType) -> str:
    """Where a new record of the type begins: its own page if it has one, else the form."""
    if record_type.create_url:
        return reverse(record_type.create_url)
    return reverse("records:create", kwargs={"slug": record_type.slug})


def find(user: Any, type_name: str, pk: Any) -> tuple[RecordType, models.Model] | None:
    """A record by type name and key, or None when it is unknown or out of reach."""
    if type_name not in record_types:
        return None
    record_type = record_types.get(type_name)
    found = base_queryset(user, record_type).filter(pk=pk).first()
    return (record_type, found) if found is not None else None


__all__ = [
    "address_of",
    "create_address",
    "find",
    "record_or_404",
    "record_type_or_404",
    "title_of",
    "titles",
    "type_of",
]
