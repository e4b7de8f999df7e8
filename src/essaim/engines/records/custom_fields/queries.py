"""Reads of custom fields, for the administrators' pages."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from essaim.engines.records.declarations import RecordType, record_types
from essaim.engines.records.models import CustomField


@dataclass(frozen=True)
class TypeLine:
    """A record type that takes custom fields, and how many it has."""

    type: RecordType
    live: int
    retired: int


def customisable_types() -> list[RecordType]:
    return sorted(
        (item for item in record_types if item.custom_fields),
        key=lambda item: (item.menu_group_order, item.menu_order, str(item.label_plural)),
    )


def type_lines() -> list[TypeLine]:
    retired = Q(retired_at__isnull=False)
    rows = (
        CustomField.objects.order_by()
        .values("type")
        .annotate(live=Count("pk", filter=~retired), gone=Count("pk", filter=retired))
    )
    counts = {row["type"]: (row["live"], row["gone"]) for row in rows}
    return [TypeLine(item, *counts.get(item.name, (0, 0))) for item in customisable_types()]


def of_type(type_name: str) -> QuerySet[CustomField]:
    return CustomField.objects.filter(type=type_name)


def by_key(type_name: str, pk: int) -> CustomField | None:
    return CustomField.objects.filter(type=type_name, pk=pk).first()


def holders(field: CustomField) -> QuerySet:
    """The records that hold a value, whoever may see them: it is counted before values are destroyed."""
    record_type = record_types.get(field.type)
    manager = record_type.model_class._base_manager
    return manager.filter(**record_type.base_filter, custom__has_key=field.name)


def value_count(field: CustomField) -> int:
    return holders(field).count()
