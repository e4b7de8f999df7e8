from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.forms.choices import Feeding, Progress
from essaim.engines.rights.api import GuardedManager


class Response(models.Model):
    """One answer to a form: one voice, or one for each party of a grid.

    Its key is drawn at random and says nothing of the order of arrival. `once` is unique within the form:
    the sending it comes from, or the person who may answer once. `setup` holds what was said when it was
    opened: {"rows": {question: [labels]}, "prefill": {question: value}}. The dates of an anonymous
    answer keep the day alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey("forms.Form", models.PROTECT, related_name="responses")
    version = models.ForeignKey("forms.Version", models.PROTECT, related_name="responses")
    progress = models.CharField(max_length=4, choices=Progress.choices, default=Progress.OPEN)
    once = models.CharField(max_length=64, null=True, blank=True)
    title = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=2, default="fr")
    setup = models.JSONField(default=dict, blank=True)
    subject_type = models.CharField(max_length=60, blank=True)
    subject_id = models.BigIntegerField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    done_at = models.DateTimeField(null=True, blank=True)
    feeding = models.CharField(max_length=8, choices=Feeding.choices, default=Feeding.NONE, blank=True)
    feeding_note = models.CharField(max_length=300, blank=True)
    fed_type = models.CharField(max_length=60, blank=True)
    fed_id = models.BigIntegerField(null=True, blank=True)

    journal_skips = ("once", "setup")

    objects = GuardedManager()

    class Meta:
        verbose_name = _("réponse")
        verbose_name_plural = _("réponses")
        ordering = ["-created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["form", "once"], name="forms_once")]
        indexes = [
            models.Index(fields=["form", "progress", "-done_at"], name="forms_by_arrival"),
            models.Index(fields=["subject_type", "subject_id"], name="forms_by_subject"),
        ]

    def __str__(self) -> str:
        return self.title or str(_("Réponse à « %s »") % self.form)
