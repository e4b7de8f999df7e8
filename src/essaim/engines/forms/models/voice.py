from __future__ import annotations

import secrets
import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.forms.choices import Spoken


def new_nonce() -> str:
    return secrets.token_urlsafe(18)


class Voice(models.Model):
    """What one party says: the only place its values stand, so that no other can write them.

    `party` is empty in a form of one voice. `values` holds what was typed, by question; once `state` is
    "sent", checked values alone. `revision` grows at each write: a page left open elsewhere is refused.
    `nonce` makes its link; drawing another revokes the links sent before.
    An anonymous voice points to nobody: the database itself refuses it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    response = models.ForeignKey("forms.Response", models.CASCADE, related_name="voices")
    party = models.CharField(max_length=40, blank=True)
    turn = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, related_name="form_voices"
    )
    anonymous = models.BooleanField(default=False)
    state = models.CharField(max_length=7, choices=Spoken.choices, default=Spoken.WAITING)
    values = models.JSONField(default=dict, blank=True)
    scores = models.JSONField(default=dict, blank=True)
    main_score = models.DecimalField(max_digits=12, decimal_places=2, null=True, blank=True)
    revision = models.PositiveIntegerField(default=0)
    nonce = models.CharField(max_length=32, default=new_nonce, blank=True)
    expires_at = models.DateTimeField(null=True, blank=True)
    invited_at = models.DateTimeField(null=True, blank=True)
    reminded_at = models.DateTimeField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    signature = models.JSONField(default=dict, blank=True)

    journal_skips = ("values", "scores", "nonce", "signature", "changed_at")

    class Meta:
        verbose_name = _("voix")
        verbose_name_plural = _("voix")
        ordering = ["turn", "party", "id"]
        indexes = [models.Index(fields=["state", "invited_at"], name="forms_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(anonymous=False)
                | models.Q(user=None, person=None, email="", name="", nonce=""),
                name="forms_anonymous_is_nobody",
            )
        ]

    def __str__(self) -> str:
        return self.name or self.party or str(_("Une voix"))

    def is_expired(self, now: datetime | None = None) -> bool:
        return self.expires_at is not None and self.expires_at <= (now or timezone.now())
