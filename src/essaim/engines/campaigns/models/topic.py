from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Channel
from essaim.engines.records.api import Record


class Topic(Record):
    """What messages are about, as people choose it on their preference page: events, job offers…"""

    name = models.CharField(_("sujet"), max_length=80, unique=True)
    description = models.CharField(_("ce qu’on y reçoit"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)
    is_offered = models.BooleanField(_("proposé sur la page de préférences"), default=True)

    class Meta:
        verbose_name = _("sujet de message")
        verbose_name_plural = _("sujets de message")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name


class Refusal(models.Model):
    """Somebody does not want a topic on a channel any more. Taken back, the row goes; the journal keeps both."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="refusals", verbose_name=_("sujet"))
    channel = models.CharField(_("canal"), max_length=8, choices=Channel.choices)
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, related_name="topic_refusals"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, related_name="topic_refusals"
    )
    said_at = models.DateTimeField(_("le"), default=timezone.now)

    class Meta:
        verbose_name = _("désabonnement d’un sujet")
        verbose_name_plural = _("désabonnements de sujets")
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, organisation__isnull=False)
                | models.Q(person__isnull=False, organisation__isnull=True),
                name="campaigns_refusal_one_owner",
            )
        ]
        indexes = [
            models.Index(fields=["topic", "channel", "person"], name="campaigns_refusal_person"),
            models.Index(fields=["topic", "channel", "organisation"], name="campaigns_refusal_body"),
        ]

    def __str__(self) -> str:
        return f"{self.topic} · {self.get_channel_display()}"
