"""Invoices and their lines."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db.models import DecimalField, ExpressionWrapper, F
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Field, Kind
from essaim.modules.dealership import choices

from .followed import FOLLOWED, assigned, dealership

INVOICE = _("Facture")


def line_net() -> Any:
    return ExpressionWrapper(F("quantity") * F("price"), DecimalField(max_digits=12, decimal_places=2))


FIELDS = (
    Field("number", _("Numéro de facture"), section=INVOICE, default_column=True, search_weight=5,
          help=_("Donné par l’outil si vous laissez vide."), aliases=("numero", "n° facture")),
    Field("kind", _("Type de facture"), Kind.CHOICE, choices=tuple(choices.InvoiceKind.choices), section=INVOICE,
          required=True, quick=True, default_column=True),
    Field("customer", _("Client"), Kind.REFERENCE, target="customers", section=INVOICE, required=True, quick=True,
          default_column=True, sort_path="customer__sort_name"),
    Field("vehicle", _("Véhicule"), Kind.REFERENCE, target="vehicles", section=INVOICE, quick=True,
          sort_path="vehicle__make", default_column=True),
    Field("issued_on", _("Date"), Kind.DATE, section=INVOICE, required=True, quick=True, default_column=True,
          aliases=("date facture",)),
    Field("condition", _("Véhicule vendu"), Kind.CHOICE, choices=tuple(choices.Condition.choices), section=INVOICE,
          help=_("Pour un achat : neuf ou occasion.")),
    Field("work", _("Travaux"), Kind.CHOICE, choices=tuple(choices.Work.choices), section=INVOICE,
          help=_("Pour l’après-vente. Un entretien fixe la date du suivant.")),
    Field("mileage", _("Kilométrage"), Kind.INTEGER, unit="km", section=INVOICE),
    Field("net", _("Montant HT"), Kind.MONEY, section=INVOICE, help=_("Calculé dès qu’il y a des lignes.")),
    Field("total", _("Montant TTC"), Kind.MONEY, section=INVOICE, default_column=True, quick=True,
          help=_("Calculé dès qu’il y a des lignes.")),
    dealership(),
    assigned(_("Établie par"), "seller"),
    Field("notes", _("Observations"), Kind.LONG_TEXT, section=FOLLOWED),
    Field("lines", _("Lignes"), Kind.REFERENCES, target="invoice-lines", editable=False, importable=False),
)  # fmt: skip

LINE_FIELDS = (
    Field("label", _("Désignation"), required=True, default_column=True),
    Field("invoice", _("Facture"), Kind.REFERENCE, target="invoices", required=True, sort_path="invoice__number"),
    Field("kind", _("Nature"), Kind.CHOICE, choices=tuple(choices.LineKind.choices), default_column=True,
          default=choices.LineKind.PART.value),
    Field("reference", _("Référence")),
    Field("quantity", _("Quantité"), Kind.DECIMAL, default_column=True, default=Decimal(1), required=True),
    Field("price", _("Prix unitaire HT"), Kind.MONEY, default_column=True, required=True),
    Field("vat", _("TVA (%)"), Kind.DECIMAL, default=Decimal(20), required=True),
    Field("net", _("Montant HT"), Kind.MONEY, expression=line_net, default_column=True, importable=False),
)  # fmt: skip
