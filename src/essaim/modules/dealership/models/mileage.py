from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record


class MileageReading(Record):
    """What a vehicle's counter said on a day, in km: typed, or told by an invoice."""

    vehicle = models.ForeignKey("dealership.Vehicle", models.CASCADE, verbose_name=_("véhicule"))
    invoice = models.OneToOneField(
        "dealership.Invoice", models.CASCADE, null=True, blank=True, editable=False, related_name="reading",
        verbose_name=_("facture"),
    )  # fmt: skip
    read_on = models.DateField(_("relevé le"), default=timezone.localdate)
    mileage = models.PositiveIntegerField(_("kilométrage"))
    note = models.CharField(_("précision"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("relevé de kilométrage")
        verbose_name_plural = _("relevés de kilométrage")
        default_related_name = "readings"
        ordering = ["-read_on", "-mileage", "id"]
        indexes = [models.Index(fields=["vehicle", "-read_on"], name="dealership_reading_day")]

    def __str__(self) -> str:
        return f"{self.mileage} km"
