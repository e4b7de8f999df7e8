from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField
from essaim.modules.dealership.choices import Condition, InvoiceKind, LineKind, Work


class Invoice(Record):
    """A purchase, a visit to the workshop or parts over the counter. Amounts in euros.

    `net` (without VAT) and `total` (with) follow the lines as soon as there are some.
    """

    number = models.CharField(_("numéro de facture"), max_length=20, blank=True, db_index=True)
    kind = models.CharField(_("type de facture"), max_length=8, choices=InvoiceKind.choices)
    customer = models.ForeignKey("dealership.Customer", models.PROTECT, verbose_name=_("client"))
    vehicle = models.ForeignKey(
        "dealership.Vehicle", models.SET_NULL, null=True, blank=True, verbose_name=_("véhicule")
    )
    issued_on = models.DateField(_("date"), default=timezone.localdate)
    condition = models.CharField(_("véhicule vendu"), max_length=4, choices=Condition.choices, blank=True)
    work = models.CharField(_("travaux"), max_length=12, choices=Work.choices, blank=True)
    mileage = models.PositiveIntegerField(_("kilométrage"), null=True, blank=True)
    net = models.DecimalField(_("montant HT"), max_digits=10, decimal_places=2, default=0, blank=True)
    total = models.DecimalField(_("montant TTC"), max_digits=10, decimal_places=2, default=0, blank=True)
    dealership = models.ForeignKey(
        "accounts.Network",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("concession"),
    )
    seller = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("établie par"),
    )  # fmt: skip
    notes = models.TextField(_("observations"), blank=True)
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("facture")
        verbose_name_plural = _("factures")
        default_related_name = "invoices"
        ordering = ["-issued_on", "-id"]
        indexes = [
            models.Index(fields=["customer", "-issued_on"], name="dealership_invoice_customer"),
            models.Index(fields=["-issued_on", "-id"], name="dealership_invoice_day"),
        ]

    def __str__(self) -> str:
        return self.number or str(_("Facture"))

    def derive(self) -> None:
        self.net, self.total = self.net or Decimal(0), self.total or Decimal(0)
        self.filter_text = fold(f"{self.number} {self.customer} {self.vehicle or ''}")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)


class InvoiceLine(Record):
    """One line: a price without VAT, a quantity, a rate (percent). A trade-in is a negative price."""

    invoice = models.ForeignKey(Invoice, models.CASCADE, related_name="lines", verbose_name=_("facture"))
    kind = models.CharField(_("nature"), max_length=8, choices=LineKind.choices, default=LineKind.PART)
    label = models.CharField(_("désignation"), max_length=160)
    reference = models.CharField(_("référence"), max_length=40, blank=True)
    quantity = models.DecimalField(_("quantité"), max_digits=8, decimal_places=2, default=1)
    price = models.DecimalField(_("prix unitaire HT"), max_digits=10, decimal_places=2, default=0)
    vat = models.DecimalField(_("TVA (%)"), max_digits=4, decimal_places=1, default=20)

    class Meta:
        verbose_name = _("ligne de facture")
        verbose_name_plural = _("lignes de facture")
        ordering = ["invoice", "id"]

    def __str__(self) -> str:
        return self.label

    @property
    def net(self) -> Decimal:
        return (self.quantity * self.price).quantize(Decimal("0.01"))

    @property
    def total(self) -> Decimal:
        return (self.net * (1 + self.vat / 100)).quantize(Decimal("0.01"))
