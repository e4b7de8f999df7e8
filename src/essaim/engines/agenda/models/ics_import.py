from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class IcsImport(models.Model):
    """A calendar file brought in. `created`: [[event, version]…]; `changed`: [[event, version, values before]…],
    versions as the import left them, so that undoing it never takes away what was written since."""

    class Status(models.TextChoices):
        PREVIEW = "preview", _("à vérifier")
        DONE = "done", _("importé")
        UNDONE = "undone", _("annulé")

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=200)
    content = models.TextField(blank=True)
    status = models.CharField(max_length=8, choices=Status.choices, default=Status.PREVIEW)
    created_at = models.DateTimeField(default=timezone.now)
    created = models.JSONField(default=list)
    changed = models.JSONField(default=list)
    refused = models.JSONField(default=list)

    journal_skips = ("content", "created", "changed", "refused")

    class Meta:
        verbose_name = _("import d’agenda")
        verbose_name_plural = _("imports d’agendas")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.file_name
