from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField
from essaim.modules.dealership.choices import Condition, Energy, Financing, Usage


class Vehicle(Record):
    """A car of a customer; an orphan one has lost its owner. Distances in km, amounts in euros with VAT.

    `mileage` is the last one known; the trend and the next service are computed by `figuring`.
    """

    customer = models.ForeignKey(
        "dealership.Customer", models.SET_NULL, null=True, blank=True, verbose_name=_("client")
    )
    make = models.CharField(_("marque"), max_length=40)
    model = models.CharField(_("modèle"), max_length=60)
    finish = models.CharField(_("finition"), max_length=60, blank=True)
    energy = models.CharField(_("énergie"), max_length=10, choices=Energy.choices, blank=True)
    registration = models.CharField(_("immatriculation"), max_length=12, blank=True, db_index=True)
    vin = models.CharField(_("numéro de châssis"), max_length=17, blank=True, db_index=True)
    first_registered_on = models.DateField(_("date de mise en circulation"), null=True, blank=True)
    condition = models.CharField(_("acheté"), max_length=4, choices=Condition.choices, blank=True)
    purchased_on = models.DateField(_("date d’achat"), null=True, blank=True)
    usage = models.CharField(_("usage"), max_length=10, choices=Usage.choices, blank=True)
    in_use = models.BooleanField(_("toujours chez le client"), default=True)

    financing = models.CharField(
        _("type de financement"), max_length=14, choices=Financing.choices, blank=True
    )
    financed_on = models.DateField(_("date du financement"), null=True, blank=True)
    financed_amount = models.DecimalField(
        _("montant financé"), max_digits=10, decimal_places=2, null=True, blank=True
    )
    financing_months = models.PositiveSmallIntegerField(_("durée du financement"), null=True, blank=True)

    mileage = models.PositiveIntegerField(_("kilométrage"), null=True, blank=True)
    mileage_on = models.DateField(_("kilométrage relevé le"), null=True, blank=True)
    service_km = models.PositiveIntegerField(_("entretien tous les (km)"), null=True, blank=True)
    service_months = models.PositiveSmallIntegerField(_("entretien tous les (mois)"), null=True, blank=True)

    yearly_km = models.PositiveIntegerField(_("kilométrage par an"), null=True, blank=True, editable=False)
    last_service_on = models.DateField(_("dernier entretien"), null=True, blank=True, editable=False)
    next_service_on = models.DateField(_("prochain entretien"), null=True, blank=True, editable=False)
    next_service_mileage = models.PositiveIntegerField(
        _("prochain entretien à (km)"), null=True, blank=True, editable=False
    )
    next_inspection_on = models.DateField(
        _("prochain contrôle technique"), null=True, blank=True, editable=False
    )
    filter_text = FilterTextField()

    journal_skips = (
        *Record.journal_skips, "filter_text", "yearly_km", "last_service_on", "next_service_on",
        "next_service_mileage", "next_inspection_on",
    )  # fmt: skip

    class Meta:
        verbose_name = _("véhicule")
        verbose_name_plural = _("véhicules")
        default_related_name = "vehicles"
        ordering = ["make", "model", "id"]
        indexes = [models.Index(fields=["next_service_on"], name="dealership_vehicle_service")]

    def __str__(self) -> str:
        return " ".join(part for part in (self.make, self.model, self.registration) if part)

    def derive(self) -> None:
        plate = self.registration.replace("-", "").replace(" ", "")
        self.filter_text = fold(
            f"{self.make} {self.model} {self.finish} {self.registration} {plate} {self.vin}"
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
