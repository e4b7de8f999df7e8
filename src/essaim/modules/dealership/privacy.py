"""What a dealership holds about a person. Invoices stay, as accounts must; what tells somebody's life goes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.privacy.api import DELETE, KEEP, Held, part_of, parts

OWN = (
    "street_number", "street_name", "profession", "company_type", "wanted_vehicles", "projects", "expectations",
    "household_size", "interests", "daily_km",
)  # fmt: skip
DERIVED = ("filter_text", "display", "sort_name")

parts.declare(
    part_of(
        "dealership",
        _("Concession"),
        (
            Held("dealership.Lead", "customer__person", DELETE, DERIVED),
            Held("dealership.VehicleRequest", "customer__person", ("licence_number", "notes", "wanted")),
            Held("dealership.Opportunity", "customer__person", ("notes",)),
            Held("dealership.Vehicle", "customer__person", ("registration", "vin"), DERIVED),
            Held("dealership.MileageReading", "vehicle__customer__person", KEEP),
            Held("dealership.Invoice", "customer__person", ("notes",), DERIVED),
            Held("dealership.InvoiceLine", "invoice__customer__person", KEEP),
            Held("dealership.Customer", "person", OWN, DERIVED),
        ),
        profiles=(("customers", "person"),),
    )
)
