"""What the dealership's own pages read, always within the reader's reach."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from .choices import Condition, InvoiceKind, RequestStatus, Stage
from .models import Customer, Invoice, Lead, MileageReading, Opportunity, Vehicle, VehicleRequest

OPEN_STAGES = tuple(stage for stage in Stage if stage not in (Stage.DELIVERED, Stage.LOST))
SHOWN = 40


def lead_of(user: Any, pk: int) -> Lead | None:
    return Lead.objects.for_user(user).filter(pk=pk).first()


def customer_of(user: Any, pk: Any) -> Customer | None:
    if not str(pk).isdecimal():
        return None
    return Customer.objects.for_user(user).filter(pk=pk, merged_into=None).first()


def vehicles_by_key(user: Any, keys: list[int]) -> list[Vehicle]:
    return list(
        Vehicle.objects.for_user(user)
        .filter(pk__in=keys)
        .select_related("customer__person", "customer__organisation")
    )


def opportunity_of(user: Any, pk: int) -> Opportunity | None:
    return Opportunity.objects.for_user(user).filter(pk=pk).first()


@dataclass
class Column:
    """One stage of the pipeline: its sales (the first of them), how many in all, for how much."""

    stage: Stage
    cards: list[Opportunity] = field(default_factory=list)
    count: int = 0
    amount: Decimal = Decimal(0)

    @property
    def more(self) -> int:
        return self.count - len(self.cards)


def pipeline(user: Any, condition: str = "", mine: bool = False) -> list[Column]:
    """The sales under way by stage, and those delivered or lost within the last thirty days."""
    rows = Opportunity.objects.for_user(user).select_related("customer", "assigned_to")
    if condition in Condition.values:
        rows = rows.filter(condition=condition)
    if mine:
        rows = rows.filter(assigned_to=user)
    since = timezone.localdate() - timedelta(days=30)
    found = {stage: Column(stage) for stage in Stage}
    for row in rows.exclude(closed_on__lt=since).order_by("expected_on", "pk"):
        column = found[Stage(row.stage)]
        column.count += 1
        column.amount += row.amount or 0
        if len(column.cards) < SHOWN:
            column.cards.append(row)
    return list(found.values())


@dataclass
class Car:
    """A vehicle on the sheet: its readings oldest first."""

    vehicle: Vehicle
    readings: list[tuple[date, int]]


def cars_of(user: Any, customer: Customer) -> list[Car]:
    vehicles = list(
        Vehicle.objects.for_user(user).filter(customer=customer).order_by("-in_use", "-purchased_on", "pk")
    )
    readings: dict[int, list[tuple[date, int]]] = defaultdict(list)
    rows = MileageReading.objects.filter(vehicle__in=vehicles).order_by("read_on", "mileage")
    for key, day, mileage in rows.values_list("vehicle", "read_on", "mileage"):
        readings[key].append((day, mileage))
    return [Car(vehicle, readings[vehicle.pk]) for vehicle in vehicles]


def turnover_of(user: Any, customer: Customer) -> list[tuple[str, int, Decimal]]:
    """(kind of invoice, how many, amount with VAT), every kind present."""
    counts = dict.fromkeys(InvoiceKind, 0)
    amounts = dict.fromkeys(InvoiceKind, Decimal(0))
    for kind, total in Invoice.objects.for_user(user).filter(customer=customer).values_list("kind", "total"):
        counts[InvoiceKind(kind)] += 1
        amounts[InvoiceKind(kind)] += total
    return [(str(kind.label), counts[kind], amounts[kind]) for kind in InvoiceKind]


def services_due(user: Any, within: int = 30) -> Any:
    """The vehicles whose service falls within so many days, or is late."""
    limit = timezone.localdate() + timedelta(days=within)
    return Vehicle.objects.for_user(user).filter(
        in_use=True, customer__isnull=False, next_service_on__lte=limit
    ).order_by("next_service_on", "pk")  # fmt: skip


def new_leads(user: Any) -> Any:
    return Lead.objects.for_user(user).filter(status="new").order_by("-issued_at", "-pk")


def open_requests(user: Any) -> Any:
    return VehicleRequest.objects.for_user(user).filter(
        status__in=(RequestStatus.OPEN, RequestStatus.PLANNED)
    )
