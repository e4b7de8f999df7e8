from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class EventSubject(models.Model):
    """The event is about the record `record_id` of type `record_type`, whatever that type."""

    event = models.ForeignKey("agenda.Event", models.CASCADE, related_name="subjects")
    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()

    class Meta:
        verbose_name = _("fiche concernée")
        verbose_name_plural = _("fiches concernées")
        constraints = [
            models.UniqueConstraint(fields=["event", "record_type", "record_id"], name="agenda_one_subject")
        ]
        indexes = [models.Index(fields=["record_type", "record_id"], name="agenda_events_of_record")]

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"
