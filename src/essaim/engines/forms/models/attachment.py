from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Attachment(models.Model):
    """A file sent in an answer. `stored` is its name in the storage, drawn at random; `kind` what its
    bytes say it is. It is only ever downloaded."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    voice = models.ForeignKey("forms.Voice", models.CASCADE, related_name="attachments")
    question = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    stored = models.CharField(max_length=200)

    class Meta:
        verbose_name = _("fichier d’une réponse")
        verbose_name_plural = _("fichiers des réponses")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name
