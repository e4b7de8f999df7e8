"""What stands on the page of a customer, a vehicle, a lead beside their fields."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import (
    BulkAction,
    ListLink,
    Panel,
    RecordLink,
    RecordType,
    bulk_actions,
    list_links,
    panels,
    record_links,
)
from essaim.engines.rights.api import can

from . import queries
from .actions.reminders import do_remind_owners
from .sparkline import points


def load_cars(user: Any, obj: models.Model) -> dict[str, Any] | None:
    customer: Any = obj
    cars = queries.cars_of(user, customer)
    if not cars:
        return None
    return {"cars": [(car, points(car.readings)) for car in cars]}


def load_turnover(user: Any, obj: models.Model) -> dict[str, Any] | None:
    customer: Any = obj
    if not customer.first_invoice_on:
        return None
    return {"rows": queries.turnover_of(user, customer), "customer": customer}


def load_lead(user: Any, obj: models.Model) -> dict[str, Any] | None:
    from .actions.sales import customers_like

    lead: Any = obj
    if lead.customer_id or not (can(user, "create", "customers") and can(user, "change", "leads")):
        return None
    return {"lead": lead, "alike": customers_like(user, lead)}


def request_url(kind: str) -> Any:
    def url(user: Any, record_type: RecordType, obj: models.Model) -> str:
        if not can(user, "create", "sales"):
            return ""
        return f"{reverse('records:create', kwargs={'slug': 'essais-et-reprises'})}?kind={kind}&customer={obj.pk}"

    return url


def new_url(slug: str, resource: str, more: str = "") -> Any:
    def url(user: Any, record_type: RecordType, obj: models.Model) -> str:
        if not can(user, "create", resource):
            return ""
        return f"{reverse('records:create', kwargs={'slug': slug})}?customer={obj.pk}{more}"

    return url


def fields_url(record_type: RecordType, query: str) -> str:
    return reverse("dealership:fields")


panels.declare(
    Panel("dealership.cars", _("Véhicules et entretien"), "dealership/cars.html", load_cars, ("customers",), order=2,
          right=("view", "vehicles")),
    Panel("dealership.turnover", _("Chiffre d’affaires"), "dealership/turnover.html", load_turnover, ("customers",),
          aside=True, order=1, right=("view", "invoices")),
    Panel("dealership.lead", _("Que faire de ce lead ?"), "dealership/take_up.html", load_lead, ("leads",), order=1),
)  # fmt: skip
record_links.declare(
    RecordLink("dealership.invoice", _("Nouvelle facture"), "file-invoice", new_url("factures", "invoices"),
               ("customers",), 10),
    RecordLink("dealership.vehicle", _("Ajouter un véhicule"), "car", new_url("vehicules", "vehicles"),
               ("customers",), 11),
    RecordLink("dealership.opportunity", _("Ouvrir une affaire"), "target-arrow", new_url("affaires", "sales"),
               ("customers",), 12),
    RecordLink("dealership.test-drive", _("Demande d’essai"), "steering-wheel", request_url("test-drive"),
               ("customers",), 13),
    RecordLink("dealership.trade-in", _("Demande de reprise"), "arrow-back-up", request_url("trade-in"),
               ("customers",), 14),
)  # fmt: skip
list_links.declare(
    ListLink(
        "dealership.fields",
        _("Voir la base champ par champ"),
        "columns",
        fields_url,
        ("customers",),
        order=40,
    )
)
bulk_actions.declare(
    BulkAction(
        "dealership.remind",
        _("Relancer pour l’entretien"),
        do_remind_owners,
        ("vehicles",),
        action="view",
        icon="bell",
        confirm=_("Une tâche de relance sera confiée au responsable de chaque client."),
    )
)
