from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField
from essaim.modules.dealership.choices import LeadKind, LeadStatus


class Lead(Record):
    """Somebody who gave a sign of interest and is not yet anybody's prospect."""

    last_name = models.CharField(_("nom"), max_length=120)
    first_name = models.CharField(_("prénom"), max_length=100, blank=True)
    email = models.EmailField(_("mail"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=24, blank=True)
    postcode = models.CharField(_("code postal"), max_length=12, blank=True)
    city = models.CharField(_("ville"), max_length=120, blank=True)
    kind = models.CharField(_("type de lead"), max_length=12, choices=LeadKind.choices)
    issued_at = models.DateTimeField(_("date d’émission"), default=timezone.now)
    wanted = models.CharField(_("véhicule demandé"), max_length=120, blank=True)
    message = models.TextField(_("message"), blank=True)
    status = models.CharField(_("état"), max_length=10, choices=LeadStatus.choices, default=LeadStatus.NEW)
    customer = models.ForeignKey(
        "dealership.Customer", models.SET_NULL, null=True, blank=True, verbose_name=_("fiche client")
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
        verbose_name=_("confié à"),
    )  # fmt: skip
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("lead")
        verbose_name_plural = _("leads")
        default_related_name = "leads"
        ordering = ["-issued_at", "-id"]
        indexes = [models.Index(fields=["-issued_at", "-id"], name="dealership_lead_issued")]

    def __str__(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def derive(self) -> None:
        self.filter_text = fold(
            f"{self.last_name} {self.first_name} {self.email} {self.phone} {self.city} {self.wanted}"
        )

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
