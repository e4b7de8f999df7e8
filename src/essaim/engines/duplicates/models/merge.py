from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Merge(models.Model):
    """One merge and all that is needed to undo it: see `duplicates.merging.ledger` for `ledger`."""

    record_type = models.CharField(_("type de fiche"), max_length=60)
    kept_id = models.BigIntegerField()
    removed_id = models.BigIntegerField()
    kept_label = models.CharField(_("fiche gardée"), max_length=200)
    removed_label = models.CharField(_("fiche fusionnée"), max_length=200)
    made_at = models.DateTimeField(_("le"), auto_now_add=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )
    ledger = models.JSONField(default=dict)
    undone_at = models.DateTimeField(_("défaite le"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )

    journal_skips = ("ledger",)

    class Meta:
        verbose_name = _("fusion")
        verbose_name_plural = _("fusions")
        ordering = ["-made_at", "-id"]
        indexes = [models.Index(fields=["record_type", "removed_id"], name="duplicates_merged_into")]

    def __str__(self) -> str:
        return f"{self.removed_label} → {self.kept_label}"
