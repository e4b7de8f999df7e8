"""What invoices and counters tell of vehicles and customers: computed, stored, kept in step.

The computing is pure (`car_figures`, `sheet_figures`); `refresh_…` read and write in a bounded number
of queries whatever the count. Days are dates, distances km, amounts euros with VAT.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from dateutil.relativedelta import relativedelta

from .choices import CustomerStatus, Energy, InvoiceKind, Work
from .models import Customer, Invoice, InvoiceLine, MileageReading, Vehicle

YEAR = 365.25
SHORTEST = 60  # days between two readings, under which they tell no trend
FIRST_INSPECTION, THEN = 4, 2  # years after the first registration, then between two (article R323-22)
SERVICE_MONTHS = 12
SERVICE_KM = {Energy.ELECTRIC: 30_000, Energy.PLUG_IN: 25_000, Energy.DIESEL: 20_000}
USUAL_KM = 15_000
CAR_COLUMNS = (
    "mileage", "mileage_on", "yearly_km", "last_service_on", "next_service_on", "next_service_mileage",
    "next_inspection_on",
)  # fmt: skip
SHEET_COLUMNS = (
    "status", "first_invoice_on", "last_invoice_on", "turnover", "purchases", "visits", "last_visit_on",
    "visit_interval", "visits_a_year", "next_service_on",
)  # fmt: skip


@dataclass(frozen=True)
class Reading:
    day: date
    mileage: int


@dataclass(frozen=True)
class Bill:
    """An invoice, as far as figures go."""

    day: date
    kind: str
    total: Decimal = Decimal(0)
    work: str = ""
    mileage: int | None = None
    vehicle: int | None = None


def yearly_km(readings: list[Reading]) -> int | None:
    """The trend between the first and the last reading."""
    ordered = sorted(readings, key=lambda reading: (reading.day, reading.mileage))
    if len(ordered) < 2:
        return None
    first, last = ordered[0], ordered[-1]
    days = (last.day - first.day).days
    if days < SHORTEST or last.mileage <= first.mileage:
        return None
    return round((last.mileage - first.mileage) * YEAR / days)


def next_service(
    last: date, mileage: int | None, trend: int | None, months: int, every_km: int
) -> tuple[date, int | None]:
    """(day, counter): after so many months, or earlier when the trend brings the km before."""
    by_time = last + relativedelta(months=months)
    at = mileage + every_km if mileage is not None else None
    if trend:
        by_time = min(by_time, last + timedelta(days=round(every_km / trend * YEAR)))
    return by_time, at


def next_inspection(registered: date, known: date, last: date | None) -> date:
    """Two years after the last one known; else the first due after `known`, the last we heard of the car."""
    if last is not None:
        return last + relativedelta(years=THEN)
    years = FIRST_INSPECTION
    while registered + relativedelta(years=years) <= known:
        years += THEN
    return registered + relativedelta(years=years)


def car_figures(vehicle: Vehicle, readings: list[Reading], bills: list[Bill]) -> dict[str, Any]:
    found: dict[str, Any] = dict.fromkeys(CAR_COLUMNS)
    found["mileage"], found["mileage_on"] = vehicle.mileage, vehicle.mileage_on
    told = sorted(readings, key=lambda reading: (reading.day, reading.mileage))
    if told:
        found["mileage"], found["mileage_on"] = told[-1].mileage, told[-1].day
    start = vehicle.first_registered_on
    from_new = [Reading(start, 0)] if start and (not told or told[0].day > start) else []
    found["yearly_km"] = yearly_km([*from_new, *told]) if len(told) < 2 else yearly_km(told)
    services = [bill for bill in bills if bill.work == Work.MAINTENANCE]
    found["last_service_on"] = max((bill.day for bill in services), default=None)
    last = max(services, key=lambda bill: bill.day) if services else None
    base = last.day if last else vehicle.purchased_on or start
    if base and vehicle.in_use:
        months = vehicle.service_months or SERVICE_MONTHS
        every = (
            vehicle.service_km or SERVICE_KM.get(Energy(vehicle.energy), USUAL_KM)
            if vehicle.energy
            else USUAL_KM
        )
        counter = last.mileage if last else _counter_on(told, base)
        found["next_service_on"], found["next_service_mileage"] = next_service(
            base, counter, found["yearly_km"], months, every
        )
    if start and vehicle.in_use:
        inspected = max((bill.day for bill in bills if bill.work == Work.INSPECTION), default=None)
        found["next_inspection_on"] = next_inspection(start, found["mileage_on"] or start, inspected)
    return found


def _counter_on(readings: list[Reading], day: date) -> int | None:
    """The counter known on or before a day."""
    return max((reading.mileage for reading in readings if reading.day <= day), default=None)


def sheet_figures(bills: list[Bill], next_services: list[date]) -> dict[str, Any]:
    found: dict[str, Any] = {
        **dict.fromkeys(SHEET_COLUMNS),
        "turnover": sum((bill.total for bill in bills), Decimal(0)),
    }
    found["status"] = CustomerStatus.CUSTOMER if bills else CustomerStatus.PROSPECT
    found["first_invoice_on"] = min((bill.day for bill in bills), default=None)
    found["last_invoice_on"] = max((bill.day for bill in bills), default=None)
    found["purchases"] = sum(bill.kind == InvoiceKind.PURCHASE for bill in bills)
    visits = sorted(
        {(bill.day, bill.vehicle) for bill in bills if bill.kind == InvoiceKind.SERVICE},
        key=lambda visit: visit[0],
    )
    days = sorted({day for day, _vehicle in visits})
    found["visits"] = len(visits)
    found["last_visit_on"] = days[-1] if days else None
    span = (days[-1] - days[0]).days if len(days) > 1 else 0
    if span:
        found["visit_interval"] = round(span / (len(days) - 1))
        found["visits_a_year"] = Decimal(str(round((len(days) - 1) * YEAR / span, 2)))
    found["next_service_on"] = min(next_services, default=None)
    return found


def refresh_invoices(keys: Iterable[int]) -> None:
    """Amounts follow the lines; an invoice without any keeps what was typed."""
    lines: dict[int, list[InvoiceLine]] = defaultdict(list)
    for line in InvoiceLine.objects.filter(invoice__in=list(keys)):
        lines[line.invoice_id].append(line)
    changed = []
    for invoice in Invoice.objects.filter(pk__in=lines):
        amounts = sum(line.net for line in lines[invoice.pk]), sum(line.total for line in lines[invoice.pk])
        if (invoice.net, invoice.total) != amounts:
            invoice.net, invoice.total = amounts  # type: ignore[assignment]
            changed.append(invoice)
    Invoice.objects.bulk_update(changed, ["net", "total"], batch_size=500)


def refresh_vehicles(keys: Iterable[int]) -> None:
    keys = list(keys)
    readings: dict[int, list[Reading]] = defaultdict(list)
    for key, day, mileage in MileageReading.objects.filter(vehicle__in=keys).values_list(
        "vehicle", "read_on", "mileage"
    ):
        readings[key].append(Reading(day, mileage))
    bills = _bills("vehicle", keys)
    _store(Vehicle.objects.filter(pk__in=keys), CAR_COLUMNS,
           lambda car: car_figures(car, readings[car.pk], bills[car.pk]))  # fmt: skip


def refresh_customers(keys: Iterable[int]) -> list[int]:
    """Keys of those who became customers just now."""
    keys = list(keys)
    bills = _bills("customer", keys)
    services: dict[int, list[date]] = defaultdict(list)
    due = Vehicle.objects.filter(customer__in=keys, in_use=True, next_service_on__isnull=False)
    for key, day in due.values_list("customer", "next_service_on"):
        if day:
            services[key].append(day)
    changed = _store(Customer.objects.filter(pk__in=keys).select_related("person", "organisation"), SHEET_COLUMNS,
                     lambda one: sheet_figures(bills[one.pk], services[one.pk]))  # fmt: skip
    return [obj.pk for obj, before in changed if before["status"] != obj.status == CustomerStatus.CUSTOMER]


def _bills(column: str, keys: list[int]) -> dict[int, list[Bill]]:
    found: dict[int, list[Bill]] = defaultdict(list)
    rows = Invoice.objects.filter(**{f"{column}__in": keys}).values_list(
        column, "issued_on", "kind", "total", "work", "mileage", "vehicle"
    )
    for key, *rest in rows:
        found[key].append(Bill(*rest))
    return found


def _store(rows: Any, columns: tuple[str, ...], compute: Any) -> list[tuple[Any, dict[str, Any]]]:
    """Writes what differs; gives each changed row with its former values."""
    changed = []
    for obj in rows:
        before = {name: getattr(obj, name) for name in columns}
        after = compute(obj)
        if before != after:
            for name in columns:
                setattr(obj, name, after[name])
            changed.append((obj, before))
    if changed:
        type(changed[0][0]).objects.bulk_update([obj for obj, _before in changed], columns, batch_size=500)
    return changed
