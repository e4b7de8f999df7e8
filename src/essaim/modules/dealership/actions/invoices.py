"""What follows from an invoice or a vehicle once it is written."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import network_ids
from essaim.kit.writing import snapshot
from essaim.modules.dealership.choices import InvoiceKind
from essaim.modules.dealership.models import Invoice, MileageReading, Vehicle

LETTERS = {InvoiceKind.PURCHASE: "V", InvoiceKind.SERVICE: "A", InvoiceKind.PARTS: "M"}


def defaults(actor: Any) -> dict[str, Any]:
    if actor is None:
        return {}
    own = sorted(network_ids(actor))
    return {"dealership": own[0] if own else None, "seller": actor.pk, "issued_on": timezone.localdate()}


def after_invoice_saved(*, obj: Invoice, actor: Any, work: Any, values: dict[str, Any]) -> None:
    owner = obj.vehicle.customer_id if obj.vehicle else None
    if owner not in (None, obj.customer_id) and {"vehicle", "customer"} & values.keys():
        raise ValidationError({"vehicle": _("Ce véhicule est celui d’un autre client.")})
    changed = []
    if not obj.number:
        obj.number = number_of(obj)
        changed.append("number")
    if obj.dealership_id is None and obj.customer.dealership_id:
        obj.dealership_id = obj.customer.dealership_id
        changed.append("dealership")
    if changed:
        obj.save(update_fields=[*changed, "filter_text"])
    keep_reading(obj, work)


def number_of(invoice: Invoice) -> str:
    letter = LETTERS.get(InvoiceKind(invoice.kind), "F")
    return f"{letter}{invoice.issued_on:%y}-{invoice.pk:06d}"


def keep_reading(invoice: Invoice, work: Any) -> None:
    """The counter an invoice tells is a reading of the vehicle, as long as the invoice tells it."""
    known = MileageReading.objects.filter(invoice=invoice).first()
    if not (invoice.vehicle_id and invoice.mileage):
        if known:
            work.deleted(known)
            known.delete()
        return
    before = snapshot(known) if known else None
    reading = known or MileageReading(invoice=invoice)
    reading.vehicle_id, reading.read_on, reading.mileage = (
        invoice.vehicle_id,
        invoice.issued_on,
        invoice.mileage,
    )
    reading.save()
    if before is None:
        work.created(reading)
    else:
        work.changed(reading, before)


def after_vehicle_saved(*, obj: Vehicle, actor: Any, work: Any, values: dict[str, Any]) -> None:
    """A counter typed on the vehicle is a reading of its day."""
    if not values.get("mileage") or not obj.mileage:
        return
    day = obj.mileage_on or timezone.localdate()
    made, new = MileageReading.objects.get_or_create(
        vehicle=obj,
        read_on=day,
        invoice=None,
        defaults={"mileage": obj.mileage, "note": _("Noté sur la fiche")},
    )
    before = snapshot(made)
    made.mileage = obj.mileage
    made.save(update_fields=["mileage"])
    if new:
        work.created(made)
    else:
        work.changed(made, before)
