from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.modules.dealership.choices import RequestKind, RequestStatus


class VehicleRequest(Record):
    """Somebody asks to try a car, or to have theirs taken back. Distances in km, amounts in euros with VAT."""

    kind = models.CharField(
        _("demande"), max_length=10, choices=RequestKind.choices, default=RequestKind.TEST_DRIVE
    )
    customer = models.ForeignKey("dealership.Customer", models.CASCADE, verbose_name=_("client"))
    vehicle = models.ForeignKey(
        "dealership.Vehicle", models.SET_NULL, null=True, blank=True, verbose_name=_("véhicule repris")
    )
    wanted = models.CharField(_("véhicule à essayer"), max_length=120, blank=True)
    asked_on = models.DateField(_("demandée le"), default=timezone.localdate)
    planned_at = models.DateTimeField(_("rendez-vous"), null=True, blank=True)
    licence_number = models.CharField(_("numéro de permis"), max_length=20, blank=True)
    mileage = models.PositiveIntegerField(_("kilométrage à la reprise"), null=True, blank=True)
    estimate = models.DecimalField(_("estimation"), max_digits=10, decimal_places=2, null=True, blank=True)
    offer = models.DecimalField(_("offre de reprise"), max_digits=10, decimal_places=2, null=True, blank=True)
    status = models.CharField(
        _("état"), max_length=10, choices=RequestStatus.choices, default=RequestStatus.OPEN
    )
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
        verbose_name=_("confiée à"),
    )  # fmt: skip
    notes = models.TextField(_("notes"), blank=True)

    class Meta:
        verbose_name = _("demande d’essai ou de reprise")
        verbose_name_plural = _("demandes d’essai ou de reprise")
        default_related_name = "requests"
        ordering = ["-asked_on", "-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} · {self.customer}"
