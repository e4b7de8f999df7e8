from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ScanRun(models.Model):
    """A search for duplicates over a whole record type, and how far it is."""

    record_type = models.CharField(_("type de fiche"), max_length=60)
    started_at = models.DateTimeField(_("commencée le"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finie le"), null=True, blank=True)
    compared = models.PositiveIntegerField(_("fiches comparées"), default=0)
    found = models.PositiveIntegerField(_("paires trouvées"), default=0)
    error = models.CharField(_("échec"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("recherche de doublons")
        verbose_name_plural = _("recherches de doublons")
        ordering = ["-started_at", "-id"]

    def __str__(self) -> str:
        return f"{self.record_type} {self.started_at:%Y-%m-%d %H:%M}"
