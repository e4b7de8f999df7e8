"""Customers, vehicles, invoices, leads, sales and requests, as record types."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import RecordType, declare

from .actions import customers, invoices, sales
from .fields import customer as customer_fields
from .fields import invoice as invoice_fields
from .fields import sales as sales_fields
from .fields import vehicle as vehicle_fields
from .fields.followed import REACH

GROUP = _("Concession")
ORDER = 40


def through(path: str) -> dict[str, tuple[str, ...]]:
    """The reach of what hangs on another record."""
    return {reach: tuple(f"{path}__{end}" for end in ends) for reach, ends in REACH.items()}


declare(
    RecordType(
        name="customers",
        slug="clients",
        model="dealership.Customer",
        resource="customers",
        label=_("Client ou prospect"),
        label_plural=_("Clients et prospects"),
        fields=customer_fields.FIELDS,
        icon="user-heart",
        gender="m",
        title_paths=("display",),
        subtitle_fields=("number", "city"),
        text_path="filter_text",
        default_sort=("display",),
        base_filter={"merged_into": None},
        reach=REACH,
        create=customers.create,
        change=customers.change,
        delete=customers.delete,
        defaults=customers.defaults,
        form_template="dealership/customer_form.html",
        detail_header="dealership/customer_header.html",
        menu_group=GROUP,
        menu_order=10,
        menu_group_order=ORDER,
        empty_text=_("Créez une première fiche, ou apportez le fichier clients que vous avez déjà."),
    )
)
declare(
    RecordType(
        name="vehicles",
        slug="vehicules",
        model="dealership.Vehicle",
        resource="vehicles",
        label=_("Véhicule"),
        label_plural=_("Véhicules"),
        fields=vehicle_fields.FIELDS,
        icon="car",
        gender="m",
        title_paths=("make", "model", "registration"),
        subtitle_fields=("energy", "customer"),
        text_path="filter_text",
        default_sort=("make", "model"),
        reach=through("customer"),
        after_save=invoices.after_vehicle_saved,
        calendar=("next_service_on", ""),
        menu_group=GROUP,
        menu_order=20,
        menu_group_order=ORDER,
        empty_text=_("Les véhicules de vos clients se retrouvent ici, avec leur entretien à venir."),
    )
)
declare(
    RecordType(
        name="invoices",
        slug="factures",
        model="dealership.Invoice",
        resource="invoices",
        label=_("Facture"),
        label_plural=_("Factures"),
        fields=invoice_fields.FIELDS,
        icon="file-invoice",
        gender="f",
        title_paths=("number",),
        subtitle_fields=("kind", "customer"),
        text_path="filter_text",
        default_sort=("-issued_on",),
        reach={
            "network": ("dealership",),
            "assigned": ("customer__assigned_to",),
            "mine": ("seller", "created_by"),
        },
        defaults=invoices.defaults,
        after_save=invoices.after_invoice_saved,
        menu_group=GROUP,
        menu_order=30,
        menu_group_order=ORDER,
        empty_text=_("Achats, après-vente, pièces : la première facture d’un prospect en fait un client."),
    )
)
declare(
    RecordType(
        name="invoice-lines",
        slug="lignes-de-facture",
        model="dealership.InvoiceLine",
        resource="invoices",
        label=_("Ligne de facture"),
        label_plural=_("Lignes de facture"),
        fields=invoice_fields.LINE_FIELDS,
        icon="list",
        gender="f",
        title_paths=("label",),
        default_sort=("invoice",),
        reach={"network": ("invoice__dealership",), "assigned": ("invoice__customer__assigned_to",),
               "mine": ("invoice__seller", "created_by")},
        searchable=False,
        in_menu=False,
    )
)  # fmt: skip
declare(
    RecordType(
        name="mileage-readings",
        slug="releves-de-kilometrage",
        model="dealership.MileageReading",
        resource="vehicles",
        label=_("Relevé de kilométrage"),
        label_plural=_("Relevés de kilométrage"),
        fields=vehicle_fields.READING_FIELDS,
        icon="gauge",
        gender="m",
        title_paths=("vehicle__make", "vehicle__model", "vehicle__registration"),
        subtitle_fields=("mileage",),
        default_sort=("-read_on",),
        reach=through("vehicle__customer"),
        searchable=False,
        in_menu=False,
    )
)
declare(
    RecordType(
        name="leads",
        slug="leads",
        model="dealership.Lead",
        resource="leads",
        label=_("Lead"),
        label_plural=_("Leads"),
        fields=sales_fields.LEAD_FIELDS,
        icon="bolt",
        gender="m",
        title_paths=("first_name", "last_name"),
        subtitle_fields=("kind",),
        text_path="filter_text",
        default_sort=("-issued_at",),
        reach=REACH,
        defaults=sales.defaults,
        menu_group=GROUP,
        menu_order=40,
        menu_group_order=ORDER,
        empty_text=_(
            "Demandes d’essai, retours de publicité, estimations : les signes d’intérêt arrivent ici."
        ),
    )
)
declare(
    RecordType(
        name="opportunities",
        slug="affaires",
        model="dealership.Opportunity",
        resource="sales",
        label=_("Affaire"),
        label_plural=_("Affaires en cours"),
        fields=sales_fields.OPPORTUNITY_FIELDS,
        icon="target-arrow",
        gender="f",
        title_paths=("wanted", "customer__display"),
        subtitle_fields=("stage",),
        default_sort=("stage", "expected_on"),
        reach=REACH,
        defaults=sales.defaults,
        after_save=sales.after_opportunity_saved,
        calendar=("expected_on", ""),
        menu_group=GROUP,
        menu_order=60,
        menu_group_order=ORDER,
        empty_text=_("Chaque vente, de véhicule neuf ou d’occasion, avance ici d’étape en étape."),
    )
)
declare(
    RecordType(
        name="vehicle-requests",
        slug="essais-et-reprises",
        model="dealership.VehicleRequest",
        resource="sales",
        label=_("Demande d’essai ou de reprise"),
        label_plural=_("Essais et reprises"),
        fields=sales_fields.REQUEST_FIELDS,
        icon="steering-wheel",
        gender="f",
        title_paths=("customer__display", "wanted"),
        subtitle_fields=("kind", "status"),
        default_sort=("-asked_on",),
        reach=REACH,
        defaults=sales.defaults,
        form_template="dealership/request_form.html",
        calendar=("planned_at", ""),
        menu_group=GROUP,
        menu_order=70,
        menu_group_order=ORDER,
        empty_text=_("Essais demandés et véhicules à reprendre : qui, quand, pour combien."),
    )
)
