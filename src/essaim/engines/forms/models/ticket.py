from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .voice import new_nonce


class Ticket(models.Model):
    """The right to answer an anonymous form once. It remembers that it was used; not when, nor for what."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    form = models.ForeignKey("forms.Form", models.CASCADE, related_name="tickets")
    name = models.CharField(max_length=160, blank=True)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="+"
    )
    used = models.BooleanField(default=False)
    nonce = models.CharField(max_length=32, default=new_nonce)
    expires_at = models.DateTimeField(null=True, blank=True)
    invited_on = models.DateField(null=True, blank=True)
    reminded_on = models.DateField(null=True, blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)

    journal_skips = ("nonce", "used", "reminded_on", "reminders")

    class Meta:
        verbose_name = _("invitation anonyme")
        verbose_name_plural = _("invitations anonymes")
        ordering = ["name", "email"]
        constraints = [models.UniqueConstraint(fields=["form", "user"], name="forms_one_ticket_each")]

    def __str__(self) -> str:
        return self.name or self.email
