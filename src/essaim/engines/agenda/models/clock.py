from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.agenda.choices import ZONES


class Clock(models.Model):
    """The clock a user lives by, when it is not that of the installation."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    zone = models.CharField(_("heure de"), max_length=40, choices=ZONES)

    class Meta:
        verbose_name = _("horloge")
        verbose_name_plural = _("horloges")

    def __str__(self) -> str:
        return self.zone
