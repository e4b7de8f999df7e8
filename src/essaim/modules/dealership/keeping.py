"""Whatever is written, by whatever way (page, import, API, merge, undo), figures and names follow at once."""

from __future__ import annotations

from collections import defaultdict

from essaim.kit import events
from essaim.kit.writing import Change

from . import figuring
from .consenting import keep_consents
from .french import split_street
from .merging import divide
from .models import Customer, Invoice, MileageReading, Vehicle

LINE, INVOICE, VEHICLE, READING = (
    f"dealership.{name}" for name in ("invoiceline", "invoice", "vehicle", "mileagereading")
)
PERSON, ORGANISATION, CONSENT = "directory.person", "directory.organisation", "directory.consent"
WATCHED = {LINE, INVOICE, VEHICLE, READING, PERSON, ORGANISATION, CONSENT}


def keep_in_step(changes: list[Change]) -> None:
    touched: dict[str, set[int]] = defaultdict(set)
    former: dict[str, set[int]] = defaultdict(set)
    for change in changes:
        if change.model in WATCHED and change.object_id.isdecimal():
            touched[change.model].add(int(change.object_id))
            _former(change, former)
    if not touched:
        return
    _keep_owners(touched)
    _keep_figures(touched, former)


def _former(change: Change, former: dict[str, set[int]]) -> None:
    """What a deleted or changed object pointed to before."""
    for name in ("customer", "vehicle", "invoice", "person", "organisation"):
        old, new = change.fields.get(name, (None, None))
        former[name] |= {int(key) for key in (old, new) if str(key).isdecimal()}
        key = getattr(change.instance, f"{name}_id", None)
        if key:
            former[name].add(key)


def _keep_owners(touched: dict[str, set[int]]) -> None:
    for model, column in ((PERSON, "person"), (ORGANISATION, "organisation")):
        if touched[model]:
            _copy_names(column, touched[model])
            divide(column, touched[model])
    if touched[CONSENT]:
        from essaim.engines.directory.api import Consent

        for column in ("person", "organisation"):
            keys = Consent.objects.filter(pk__in=touched[CONSENT]).values_list(f"{column}_id", flat=True)
            keep_consents(column, {key for key in keys if key})


def _copy_names(column: str, keys: set[int]) -> None:
    """Name, what finds a customer and their street are those of the directory."""
    changed = []
    for customer in Customer.objects.filter(**{f"{column}__in": keys}).select_related(column):
        before = (
            customer.display,
            customer.sort_name,
            customer.filter_text,
            customer.street_number,
            customer.street_name,
        )
        customer.derive()
        street = getattr(customer.owner, "street", "")
        if " ".join(filter(None, (customer.street_number, customer.street_name))) != street:
            customer.street_number, customer.street_name = split_street(street)
        after = (
            customer.display,
            customer.sort_name,
            customer.filter_text,
            customer.street_number,
            customer.street_name,
        )
        if before != after:
            changed.append(customer)
    Customer.objects.bulk_update(
        changed, ["display", "sort_name", "filter_text", "street_number", "street_name"], batch_size=500
    )


def _keep_figures(touched: dict[str, set[int]], former: dict[str, set[int]]) -> None:
    invoices = touched[INVOICE] | (former["invoice"] if touched[LINE] else set())
    vehicles = touched[VEHICLE] | former["vehicle"]
    customers = set(former["customer"])
    if not (invoices or vehicles or customers):
        return
    figuring.refresh_invoices(invoices)
    for vehicle, customer in Invoice.objects.filter(pk__in=invoices).values_list("vehicle", "customer"):
        vehicles |= {vehicle} - {None}
        customers.add(customer)
    vehicles |= set(MileageReading.objects.filter(pk__in=touched[READING]).values_list("vehicle", flat=True))
    figuring.refresh_vehicles(vehicles)
    customers |= set(
        Vehicle.objects.filter(pk__in=vehicles, customer__isnull=False).values_list("customer", flat=True)
    )
    for key in figuring.refresh_customers(customers):
        events.publish("dealership.became_customer", id=key)


def refresh_everything() -> None:
    """All figures anew: after a bulk load."""
    figuring.refresh_invoices(Invoice.objects.values_list("pk", flat=True))
    figuring.refresh_vehicles(Vehicle.objects.values_list("pk", flat=True))
    figuring.refresh_customers(Customer.objects.values_list("pk", flat=True))
