"""What the agenda shows beside events: dates of other records, one layer a record type.

A record type that says where it stands on a calendar (`RecordType.calendar`) has its layer by itself;
anything else declares one in `layers`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.utils import timezone

from essaim.engines.records.api import Kind, RecordType, address_of, base_queryset, record_types, title_of
from essaim.engines.rights.api import can
from essaim.kit.registry import Registry

from .models import OutsideCalendar, OutsideDate
from .outside.queries import dates_of_outside, outside_for

MOST = 500


@dataclass(frozen=True)
class Mark:
    """Something on a day (`start` is a date) or at a moment (aware); `url` leads to it ("" for nowhere).

    `end`: of the same kind; a day that ends it is counted in.
    """

    title: str
    start: date | datetime
    url: str
    end: date | datetime | None = None
    done: bool = False
    location: str = ""


@dataclass(frozen=True)
class Layer:
    """`load(user, start, end, mine)` gives the marks between two aware moments, within the user's reach;
    `mine`: only what is the user's own. `right` hides the layer from those without it.
    `shown`: before anybody chose."""

    name: str
    label: Any
    icon: str
    load: Callable[[Any, datetime, datetime, bool], list[Mark]]
    right: tuple[str, str] | None = None
    shown: bool = True


layers: Registry[Layer] = Registry("agenda layers", Layer, lambda item: item.name)


def layers_for(user: Any) -> list[Layer]:
    own = [_layer_of(item) for item in record_types if item.calendar and item.name != "events"]
    seen = [item for item in (*layers, *own) if item.right is None or can(user, *item.right)]
    return seen + [_outside(item) for item in outside_for(user)]


def _outside(calendar: OutsideCalendar) -> Layer:
    def load(user: Any, start: datetime, end: datetime, mine: bool) -> list[Mark]:
        rows = dates_of_outside(calendar, start, end)
        return [_outside_mark(row) for row in rows[:MOST]]

    return Layer(f"exterieur-{calendar.pk}", calendar.name, "world", load)


def _outside_mark(row: OutsideDate) -> Mark:
    if not row.all_day:
        return Mark(row.title, row.start, "", row.end, location=row.location)
    last = (row.end - timedelta(microseconds=1)).astimezone(UTC).date()
    return Mark(row.title, row.start.astimezone(UTC).date(), "", last, location=row.location)


def _layer_of(record_type: RecordType) -> Layer:
    def load(user: Any, start: datetime, end: datetime, mine: bool) -> list[Mark]:
        return _marks(record_type, user, start, end, mine)

    return Layer(
        record_type.name, record_type.label_plural, record_type.icon, load, ("view", record_type.resource)
    )


def _marks(record_type: RecordType, user: Any, start: datetime, end: datetime, mine: bool) -> list[Mark]:
    assert record_type.calendar is not None
    field = record_type.own_fields[record_type.calendar[0]]
    rows = base_queryset(user, record_type)
    if field.kind == Kind.DATETIME:
        rows = rows.filter(**{f"{field.path}__gte": start, f"{field.path}__lt": end})
    else:
        days = (timezone.localdate(start), timezone.localdate(end))
        rows = rows.filter(**{f"{field.path}__gte": days[0], f"{field.path}__lt": days[1]})
    if mine:
        condition = Q(pk__in=[])
        for path in record_type.reach.get("assigned", ()) or record_type.reach.get("mine", ()):
            condition |= Q(**{path: user})
        rows = rows.filter(condition)
    last = record_type.own_fields.get(record_type.calendar[1])
    return [
        Mark(
            title_of(record_type, row),
            getattr(row, field.path),
            address_of(record_type, row.pk),
            getattr(row, last.path) if last is not None else None,
            done=getattr(row, "status", "") in ("done", "cancelled"),
        )
        for row in rows.order_by(field.path, "pk")[:MOST]
    ]
