from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Version(models.Model):
    """What a form was when it was published: never changed, kept as long as an answer stands on it."""

    form = models.ForeignKey("forms.Form", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    definition = models.JSONField()
    published_at = models.DateTimeField(default=timezone.now)
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    journal_skips = ("definition",)

    class Meta:
        verbose_name = _("version de formulaire")
        verbose_name_plural = _("versions de formulaires")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["form", "number"], name="forms_version_number")]

    def __str__(self) -> str:
        return f"{self.form} · {self.number}"
