from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ImportMapping(models.Model):
    """How the files of one source are read: remembered by their headings, offered at the next one.

    `mapping` is by heading, so that columns may come in another order.
    """

    type = models.CharField(_("type de fiche"), max_length=60)
    fingerprint = models.CharField(max_length=40)
    name = models.CharField(_("nom"), max_length=120)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par")
    )
    used_at = models.DateTimeField(_("dernier usage"), default=timezone.now)

    class Meta:
        verbose_name = _("correspondance de colonnes")
        verbose_name_plural = _("correspondances de colonnes")
        ordering = ["-used_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["created_by", "type", "fingerprint"], name="exchange_one_mapping_a_source"
            )
        ]

    def __str__(self) -> str:
        return self.name
