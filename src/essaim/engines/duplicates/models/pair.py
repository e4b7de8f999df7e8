from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DuplicatePair(models.Model):
    """Two records that may be one, and what somebody decided of them.

    `low_id` < `high_id`. `evidence`: list of {"text", "bits"}, strongest first, in French; `veto`: what
    forbids merging them without looking. A pair said distinct comes back only when what was compared
    changes (`seen`: digest of it).
    """

    class Status(models.TextChoices):
        OPEN = "open", _("à examiner")
        DISTINCT = "distinct", _("pas un doublon")
        MERGED = "merged", _("fusionnée")

    class Band(models.TextChoices):
        AUTO = "auto", _("sûre")
        REVIEW = "review", _("à vérifier")

    record_type = models.CharField(_("type de fiche"), max_length=60)
    low_id = models.BigIntegerField()
    high_id = models.BigIntegerField()
    score = models.FloatField(_("score"))
    band = models.CharField(_("tranche"), max_length=8, choices=Band.choices)
    evidence = models.JSONField(default=list)
    veto = models.CharField(max_length=20, blank=True)
    seen = models.CharField(max_length=32, blank=True)
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.OPEN)
    reason = models.CharField(_("motif"), max_length=300, blank=True)
    found_at = models.DateTimeField(_("trouvée le"), auto_now_add=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )

    class Meta:
        verbose_name = _("paire de doublons")
        verbose_name_plural = _("paires de doublons")
        ordering = ["-score", "id"]
        constraints = [
            models.UniqueConstraint(fields=["record_type", "low_id", "high_id"], name="duplicates_one_pair"),
            models.CheckConstraint(
                condition=models.Q(low_id__lt=models.F("high_id")), name="duplicates_ordered_pair"
            ),
        ]
        indexes = [models.Index(fields=["status", "record_type", "-score"], name="duplicates_queue")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.low_id} = {self.high_id}"
