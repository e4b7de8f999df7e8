from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

LONG = timedelta(days=7)


class Occurrence(models.Model):
    """One time an event takes place. Every event has at least one row here.

    `original` is the moment the rule gives, which names the occurrence for good; `start` and `end`
    are where it really stands. `edited` rows were moved, renamed or cancelled by somebody, and
    outlive a new expansion of the rule. `is_long`: lasts more than `LONG`, looked for apart.
    """

    event = models.ForeignKey("agenda.Event", models.CASCADE, related_name="occurrences")
    original = models.DateTimeField()
    start = models.DateTimeField()
    end = models.DateTimeField()
    is_long = models.BooleanField(default=False)
    edited = models.BooleanField(default=False)
    cancelled = models.BooleanField(default=False)
    title = models.CharField(max_length=200, blank=True)
    location = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("date d’un événement")
        verbose_name_plural = _("dates des événements")
        ordering = ["start", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "original"], name="agenda_one_row_an_occurrence")
        ]
        indexes = [
            models.Index(fields=["start", "end"], name="agenda_occurrence_start"),
            models.Index(fields=["event", "start"], name="agenda_occurrence_of_event"),
            models.Index(fields=["end"], name="agenda_long_occurrence", condition=models.Q(is_long=True)),
        ]

    def __str__(self) -> str:
        return f"{self.shown_title} {self.start:%Y-%m-%d %H:%M}"

    @property
    def shown_title(self) -> str:
        return self.title or self.event.title

    @property
    def shown_location(self) -> str:
        return self.location or self.event.location

    def place(self, start: datetime, end: datetime) -> None:
        self.start, self.end, self.is_long = start, end, end - start > LONG
