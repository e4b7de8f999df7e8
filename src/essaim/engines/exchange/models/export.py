from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _


def export_path(export: Export, name: str) -> str:
    return f"exports/{timezone.now():%Y/%m}/{get_random_string(32).lower()}.{export.format}"


class Export(models.Model):
    """A list taken out of the product: who took which query, how many rows; its file for a few days."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        WORKING = "working", _("en préparation")
        READY = "ready", _("prêt")
        FAILED = "failed", _("échoué")
        EXPIRED = "expired", _("expiré")

    type = models.CharField(_("type de fiche"), max_length=60)
    query = models.JSONField(_("requête"), default=dict)
    format = models.CharField(_("format"), max_length=4)
    state = models.CharField(_("état"), max_length=8, choices=State.choices, default=State.WAITING)
    all_columns = models.BooleanField(_("tous les champs"), default=False)
    rows = models.PositiveIntegerField(_("lignes"), default=0)
    done = models.PositiveIntegerField(default=0)
    file = models.FileField(upload_to=export_path, max_length=200, blank=True)
    file_name = models.CharField(_("fichier"), max_length=120)
    message = models.TextField(blank=True)
    beat_at = models.DateTimeField(null=True)
    created_at = models.DateTimeField(_("le"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par")
    )
    expires_at = models.DateTimeField(_("disponible jusqu’au"), null=True)

    journal_skips = ("done", "beat_at", "file")

    class Meta:
        verbose_name = _("export")
        verbose_name_plural = _("exports")
        ordering = ["-id"]
        indexes = [models.Index(fields=["created_by", "-id"], name="exchange_export_of_user")]

    def __str__(self) -> str:
        return self.file_name
