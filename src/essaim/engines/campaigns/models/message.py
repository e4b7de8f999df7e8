from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Fate, Why


def new_key() -> str:
    """132 bits: who knows it may unsubscribe its reader, and nothing else."""
    return get_random_string(22)


class Message(models.Model):
    """One recipient's copy, with what became of it.

    - `slot` says for whom and when within its campaign: it is unique, so nobody is prepared twice.
    - `subject` and `body` are merged already; the mail's frame is put around when it leaves.
    - `key` stands in the links of the message and in its Message-ID.
    """

    campaign = models.ForeignKey(
        "campaigns.Campaign", models.CASCADE, related_name="messages", verbose_name=_("campagne")
    )
    key = models.CharField(max_length=22, unique=True, default=new_key, editable=False)
    slot = models.CharField(max_length=160)
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, related_name="messages"
    )
    label = models.CharField(_("destinataire"), max_length=200)
    address = models.CharField(_("adresse"), max_length=300, blank=True)
    occasion = models.DateField(_("pour le"), null=True, blank=True)
    subject = models.CharField(_("objet"), max_length=400, blank=True)
    body = models.TextField(blank=True)
    text = models.TextField(blank=True)
    fate = models.CharField(_("état"), max_length=10, choices=Fate.choices, default=Fate.WAITING)
    why = models.CharField(_("raison"), max_length=12, choices=Why.choices, blank=True)
    answer = models.CharField(_("réponse du serveur"), max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(default=timezone.now)
    claimed_by = models.CharField(max_length=32, blank=True)
    tracked = models.BooleanField(default=False)
    sent_at = models.DateTimeField(_("envoyé le"), null=True, blank=True)
    answered_at = models.DateTimeField(_("répondu le"), null=True, blank=True)
    noted_at = models.DateTimeField(null=True, blank=True)
    task_id = models.BigIntegerField(null=True, blank=True)

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["campaign", "slot"], name="campaigns_one_message_each")
        ]
        indexes = [
            models.Index(fields=["campaign", "fate", "next_at", "id"], name="campaigns_next_message"),
            models.Index(fields=["person", "-id"], name="campaigns_message_of_person"),
            models.Index(fields=["address", "-id"], name="campaigns_message_to"),
            models.Index(fields=["noted_at", "fate"], name="campaigns_message_to_note"),
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.subject}"

    @property
    def recipient(self) -> Any:
        return self.person if self.person_id else self.organisation


class Opening(models.Model):
    """How many times the messages of a campaign were shown, on one day: nobody in particular."""

    campaign = models.ForeignKey("campaigns.Campaign", models.CASCADE, related_name="openings")
    day = models.DateField(default=timezone.localdate)
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("ouvertures d’un jour")
        verbose_name_plural = _("ouvertures par jour")
        constraints = [
            models.UniqueConstraint(fields=["campaign", "day"], name="campaigns_one_opening_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} {self.day} : {self.count}"


class Reading(models.Model):
    """That somebody opened their message, kept only while they agree to it."""

    message = models.OneToOneField(Message, models.CASCADE, related_name="reading")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("ouverture")
        verbose_name_plural = _("ouvertures")

    def __str__(self) -> str:
        return str(self.message_id)
