"""Two people (or two companies) merged into one have one customer sheet, with all that both had.

The sheet that goes is set aside, not deleted: it remembers what moved, and undoing the merge of the
directory gives it back to its owner (`divide`).
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from essaim.engines.timeline.api import InteractionLink, TaskLink
from essaim.kit.writing import snapshot, writing

from . import figuring
from .models import Customer, Invoice, Lead, Opportunity, Vehicle, VehicleRequest

MOVING = (Vehicle, Invoice, Lead, Opportunity, VehicleRequest)
LINKS = (InteractionLink, TaskLink)
COLUMNS = {"people": "person", "organisations": "organisation"}
FILLED = (
    "source", "profession", "company_type", "fleet_size", "dealership_id", "assigned_to_id", "wanted_vehicles",
    "projects", "expectations", "household_size", "interests", "daily_km",
)  # fmt: skip


def unite(type_name: str, kept: int, actor: Any) -> None:
    """After a merge in the directory: the oldest sheet keeps everything."""
    column = COLUMNS[type_name]
    sheets = list(Customer.objects.filter(**{f"{column}_id": kept}, merged_into=None).order_by("pk"))
    if len(sheets) < 2:
        return
    with writing(actor, "merge") as work:
        first, *others = sheets
        for other in others:
            _take(first, other, work)
        figuring.refresh_customers([sheet.pk for sheet in sheets])


def _take(first: Customer, other: Customer, work: Any) -> None:
    before, seen = snapshot(first), snapshot(other)
    moves: dict[str, Any] = {}
    for model in MOVING:
        keys = list(model.objects.filter(customer=other).values_list("pk", flat=True))  # type: ignore[attr-defined]
        model.objects.filter(pk__in=keys).update(customer=first)  # type: ignore[attr-defined]
        moves[model._meta.label_lower] = keys
    for link in LINKS:
        moves[link._meta.label_lower] = _move_links(link, other.pk, first.pk)
    filled = [
        name
        for name in FILLED
        if getattr(first, name) in (None, "") and getattr(other, name) not in (None, "")
    ]
    for name in filled:
        setattr(first, name, getattr(other, name))
    moves["filled"] = filled
    other.merged_into, other.merge_moves = first, moves
    first.save()
    other.save()
    work.changed(first, before)
    work.changed(other, seen)


def _move_links(link: Any, old: int, new: int) -> list[int]:
    subject = "interaction" if link is InteractionLink else "task"
    known = link.objects.filter(record_type="customers", record_id=new).values(subject)
    rows = link.objects.filter(record_type="customers", record_id=old).exclude(**{f"{subject}__in": known})
    keys = list(rows.values_list("pk", flat=True))
    link.objects.filter(pk__in=keys).update(record_id=new)
    return keys


def divide(column: str, owners: set[int]) -> None:
    """After a merge was undone: a sheet set aside whose owner is no longer that of the kept one comes back."""
    aside = Customer.objects.filter(Q(**{f"{column}_id__in": owners}), merged_into__isnull=False)
    for other in aside.select_related("merged_into"):
        first: Any = other.merged_into
        if getattr(first, f"{column}_id") == getattr(other, f"{column}_id"):
            continue
        for model in MOVING:
            keys = other.merge_moves.get(model._meta.label_lower, [])
            model.objects.filter(pk__in=keys, customer=first).update(customer=other)  # type: ignore[attr-defined]
        for link in LINKS:
            keys = other.merge_moves.get(link._meta.label_lower, [])
            link.objects.filter(pk__in=keys).update(record_id=other.pk)
        for name in other.merge_moves.get("filled", ()):
            if getattr(first, name) == getattr(other, name):
                column_of: Any = Customer._meta.get_field(name.removesuffix("_id"))
                setattr(first, name, column_of.get_default())
        first.save()
        other.merged_into, other.merge_moves = None, {}
        other.save()
        figuring.refresh_customers([first.pk, other.pk])
