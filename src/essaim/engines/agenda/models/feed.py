from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Feed(models.Model):
    """A private address where a calendar program reads somebody's events. Only its SHA-256 is kept.

    With `network` or `territory`, only the events of this network or of this place; never more
    than what the user may see on the day it is read.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    network = models.ForeignKey("accounts.Network", models.CASCADE, null=True, blank=True, related_name="+")
    territory = models.ForeignKey(
        "accounts.Territory", models.CASCADE, null=True, blank=True, related_name="+"
    )
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True, blank=True)

    journal_skips = ("token_hash", "read_at")

    class Meta:
        verbose_name = _("abonnement d’agenda")
        verbose_name_plural = _("abonnements d’agenda")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return str(self.network or self.territory or _("Mon agenda"))
