from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.modules.dealership.choices import Condition, Energy, Stage


class Opportunity(Record):
    """A sale under way, of a new or a used car: where it stands, for how much (euros with VAT), by when."""

    customer = models.ForeignKey("dealership.Customer", models.CASCADE, verbose_name=_("client"))
    condition = models.CharField(
        _("véhicule"), max_length=4, choices=Condition.choices, default=Condition.NEW
    )
    wanted = models.CharField(_("véhicule souhaité"), max_length=120)
    energy = models.CharField(_("énergie"), max_length=10, choices=Energy.choices, blank=True)
    stage = models.CharField(_("étape"), max_length=14, choices=Stage.choices, default=Stage.DISCOVERY)
    amount = models.DecimalField(_("montant TTC"), max_digits=10, decimal_places=2, null=True, blank=True)
    opened_on = models.DateField(_("ouverte le"), null=True, blank=True)
    expected_on = models.DateField(_("signature attendue"), null=True, blank=True)
    closed_on = models.DateField(_("conclue le"), null=True, blank=True, editable=False)
    lost_because = models.CharField(_("pourquoi perdue"), max_length=160, blank=True)
    dealership = models.ForeignKey(
        "accounts.Network",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("concession"),
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("vendeur"),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("affaire")
        verbose_name_plural = _("affaires")
        default_related_name = "opportunities"
        ordering = ["stage", "expected_on", "id"]
        indexes = [models.Index(fields=["stage", "expected_on"], name="dealership_opportunity_stage")]

    def __str__(self) -> str:
        return f"{self.wanted} · {self.customer}"
