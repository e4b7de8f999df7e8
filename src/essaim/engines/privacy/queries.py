"""Reads of privacy."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, Q, QuerySet

from essaim.engines.directory.api import Consent, Person
from essaim.engines.records.api import Field, Kind, RecordType, fields_for, record_types, titles
from essaim.engines.rights.api import can

from .clocks import ACT
from .models import Erasure, Processing, PurgeItem, PurgeReport, RetentionRule


def processings() -> QuerySet[Processing]:
    return Processing.objects.prefetch_related("rules")


def processings_of(type_name: str) -> list[Processing]:
    """The entries of the register that speak of a record type and are in force."""
    return [row for row in Processing.objects.filter(ended_on=None) if type_name in row.types]


def rules() -> QuerySet[RetentionRule]:
    waiting = Count("reports", filter=Q(reports__state=PurgeReport.State.PROPOSED))
    return RetentionRule.objects.select_related("processing", "owner").annotate(waiting=waiting)


def reports() -> QuerySet[PurgeReport]:
    counts = {f"n_{fate}": Count("items", filter=Q(items__fate=fate)) for fate in PurgeItem.Fate.values}
    return PurgeReport.objects.select_related("rule", "decided_by").annotate(total=Count("items"), **counts)


def item_of(report: PurgeReport, pk: int) -> PurgeItem | None:
    return PurgeItem.objects.select_related("report").filter(report=report, pk=pk).first()


def named(user: Any, report: PurgeReport, items: list[PurgeItem]) -> list[tuple[PurgeItem, str]]:
    """Items with the title of their record, for whoever may see it; "" otherwise."""
    if report.rule.type not in record_types:
        return [(item, "") for item in items]
    record_type = record_types.get(report.rule.type)
    names: dict[int, str] = {}
    if can(user, "view", record_type.resource):
        names = titles(user, record_type, {item.object_id for item in items})
    return [(item, names.get(item.object_id, "")) for item in items]


def proofs() -> QuerySet[Erasure]:
    return Erasure.objects.select_related("by", "rule")


def date_fields(user: Any, record_type: RecordType) -> list[Field]:
    """The dates of a type that a clock may start from; for people, what they last did comes first."""
    first = [ACT] if record_type.name == "people" else []
    return first + [
        field for field in fields_for(user, record_type).values() if field.kind in (Kind.DATE, Kind.DATETIME)
    ]


def consents_of(person: Person) -> list[Consent]:
    return list(
        Consent.objects.filter(person=person).select_related("recorded_by").order_by("-said_on", "-id")
    )


def processing(pk: int) -> Processing | None:
    return Processing.objects.filter(pk=pk).first()


def rule(pk: int) -> RetentionRule | None:
    return RetentionRule.objects.select_related("processing", "owner").filter(pk=pk).first()


def report(pk: int) -> PurgeReport | None:
    return reports().filter(pk=pk).first()
