"""Places of the pages of records that engines and modules fill."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import models

from essaim.kit.registry import Registry

from .declarations import RecordType


@dataclass(frozen=True)
class ListLink:
    """A line of the list's "…" menu (import, export, charts).

    `url(record_type, query)` gives its address, or "" to hide it; `query` is the query string of the
    list as it is shown ("f=…&tri=…"), `action` is needed on the type's own resource, `right` (action,
    resource) beside it.
    """

    name: str
    label: Any
    icon: str
    url: Callable[[RecordType, str], str]
    types: tuple[str, ...] = ("*",)
    action: str = "view"
    right: tuple[str, str] | None = None
    order: int = 100


@dataclass(frozen=True)
class RecordLink:
    """A line of a record's "…" menu: `url(user, record_type, obj)` gives its address, or ""."""

    name: str
    label: Any
    icon: str
    url: Callable[[Any, RecordType, models.Model], str]
    types: tuple[str, ...] = ("*",)
    order: int = 100


@dataclass(frozen=True)
class Likeness:
    """A record that resembles the one about to be created: `why` says in words what they share."""

    pk: int
    title: str
    why: str
    score: float = 1.0


@dataclass(frozen=True)
class CreationCheck:
    """Asked before a record is created: `find(user, record_type, values)` gives what resembles it.

    `values` are the cleaned values by field name. It must answer within 100 ms and only with
    records the user may see.
    """

    name: str
    find: Callable[[Any, RecordType, dict[str, Any]], list[Likeness]]
    types: tuple[str, ...] = ("*",)


@dataclass(frozen=True)
class ViewUse:
    """Who relies on saved views: `find(view_id)` gives (label, url) of dashboards, mailings…"""

    name: str
    find: Callable[[int], list[tuple[str, str]]]


list_links: Registry[ListLink] = Registry("list links", ListLink, lambda item: item.name)
record_links: Registry[RecordLink] = Registry("record links", RecordLink, lambda item: item.name)
creation_checks: Registry[CreationCheck] = Registry("creation checks", CreationCheck, lambda item: item.name)
view_uses: Registry[ViewUse] = Registry("uses of saved views", ViewUse, lambda item: item.name)


def is_for(types: tuple[str, ...], record_type: RecordType) -> bool:
    return "*" in types or record_type.name in types
