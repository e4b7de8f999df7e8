from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Channel


class Suppression(models.Model):
    """An address nothing is sent to any more: it does not exist, or its reader complained."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("adresse qui n’existe pas")
        COMPLAINT = "complaint", _("signalé comme indésirable")

    channel = models.CharField(_("canal"), max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    address = models.CharField(_("adresse"), max_length=254)
    reason = models.CharField(_("raison"), max_length=12, choices=Reason.choices)
    detail = models.CharField(_("réponse reçue"), max_length=300, blank=True)
    at = models.DateTimeField(_("depuis le"), default=timezone.now)

    class Meta:
        verbose_name = _("adresse bloquée")
        verbose_name_plural = _("adresses bloquées")
        ordering = ["-at", "-id"]
        constraints = [
            models.UniqueConstraint(fields=["channel", "address"], name="campaigns_one_suppression")
        ]

    def __str__(self) -> str:
        return self.address
