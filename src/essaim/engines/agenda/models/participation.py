from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


class Participation(models.Model):
    """Somebody is asked to an event, by name or as a member of what is invited, and answers."""

    class Answer(models.TextChoices):
        WAITING = "waiting", _("sans réponse")
        YES = "yes", _("vient")
        MAYBE = "maybe", _("peut-être")
        NO = "no", _("ne vient pas")

    event = models.ForeignKey("agenda.Event", models.CASCADE, related_name="participations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    nonce = models.CharField(max_length=24, default=new_nonce, editable=False)

    journal_skips = ("nonce",)

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="agenda_one_participation_each")
        ]

    def __str__(self) -> str:
        return f"{self.user} · {self.event}"
