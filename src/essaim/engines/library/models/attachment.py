from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """A document on a record of any type."""

    document = models.ForeignKey("library.Document", models.CASCADE, related_name="attachments")
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("pièce jointe")
        verbose_name_plural = _("pièces jointes")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["document", "record_type", "record_id"], name="library_attachment_once"
            )
        ]
        indexes = [models.Index(fields=["record_type", "record_id"], name="library_attached_to")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"


class AttachedType(models.Model):
    """A type of record that some document is attached to: so that rights ask only about those."""

    name = models.CharField(max_length=60, primary_key=True)

    def __str__(self) -> str:
        return self.name
