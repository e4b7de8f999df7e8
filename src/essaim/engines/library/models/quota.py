from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Quota(models.Model):
    """How much a network's documents may weigh; without network, all the documents of the platform."""

    network = models.OneToOneField(
        "accounts.Network", models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("réseau")
    )
    megabytes = models.PositiveIntegerField(_("place accordée, en Mo"))

    class Meta:
        verbose_name = _("place accordée")
        verbose_name_plural = _("places accordées")

    def __str__(self) -> str:
        return str(self.network or _("Toute la plateforme"))
