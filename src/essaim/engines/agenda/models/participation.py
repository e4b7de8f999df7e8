from __future__ import annotations

import secrets
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_nonce() -> str:
    return secrets.token_urlsafe(12)


class Participation(models.Model):
    """Somebody is asked to an event, by name or as a member of what is invited, and answers.

    Either a `user`, or a `person` of the directory, who may have no account. `noted_by`: who wrote
    the answer down for them. `mailed_at`: when they were last written to.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("sans réponse")
        YES = "yes", _("vient")
        MAYBE = "maybe", _("peut-être")
        NO = "no", _("ne vient pas")

    event = models.ForeignKey("agenda.Event", models.CASCADE, related_name="participations")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey("directory.Person", models.CASCADE, null=True, blank=True, related_name="+")
    answer = models.CharField(max_length=8, choices=Answer.choices, default=Answer.WAITING)
    answered_at = models.DateTimeField(null=True, blank=True)
    noted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    mailed_at = models.DateTimeField(null=True, blank=True)
    nonce = models.CharField(max_length=24, default=new_nonce, editable=False)

    journal_skips = ("nonce", "mailed_at")

    class Meta:
        verbose_name = _("participation")
        verbose_name_plural = _("participations")
        constraints = [
            models.UniqueConstraint(fields=["event", "user"], name="agenda_one_participation_each"),
            models.UniqueConstraint(fields=["event", "person"], name="agenda_one_participation_a_person"),
            models.CheckConstraint(
                condition=models.Q(user__isnull=False, person__isnull=True)
                | models.Q(user__isnull=True, person__isnull=False),
                name="agenda_participant_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.who} · {self.event}"

    @property
    def who(self) -> Any:
        return self.user or self.person

    @property
    def email(self) -> str:
        return str(self.who.email)
