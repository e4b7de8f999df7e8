from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField

from .subject import Link, Subjected


class Task(Record, Subjected):
    """Something to do, by somebody, by a day."""

    class Priority(models.TextChoices):
        HIGH = "1", _("haute")
        NORMAL = "2", _("normale")
        LOW = "3", _("basse")

    class Status(models.TextChoices):
        OPEN = "open", _("à faire")
        DONE = "done", _("fait")
        CANCELLED = "cancelled", _("abandonné")

    title = models.CharField(_("à faire"), max_length=200)
    notes = models.TextField(_("précisions"), blank=True)
    due_date = models.DateField(_("échéance"), null=True, blank=True)
    due_time = models.TimeField(_("heure"), null=True, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("confiée à"),
    )
    priority = models.CharField(
        _("priorité"), max_length=1, choices=Priority.choices, default=Priority.NORMAL
    )
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.OPEN)
    done_at = models.DateTimeField(_("faite le"), null=True, blank=True, editable=False)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("faite par"),
    )
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("tâche")
        verbose_name_plural = _("tâches")
        ordering = [models.F("due_date").asc(nulls_last=True), "priority", "id"]
        default_related_name = "tasks"
        indexes = [
            models.Index(fields=["assigned_to", "status", "due_date"], name="timeline_task_to_do"),
            models.Index(fields=["status", "due_date"], name="timeline_task_due"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.status == self.Status.OPEN

    @property
    def is_overdue(self) -> bool:
        return self.is_open and self.due_date is not None and self.due_date < timezone.localdate()

    @classmethod
    def from_db(cls, *args: Any, **kwargs: Any) -> Task:
        """Remembers whose it was, so that a change of hands can be told."""
        found = super().from_db(*args, **kwargs)
        found.__dict__["assigned_before"] = found.__dict__.get("assigned_to_id")
        return found

    def derive(self) -> None:
        self.filter_text = fold(f"{self.title} {self.subject_label} {self.notes[:500]}")

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class TaskLink(Link):
    task = models.ForeignKey(Task, models.CASCADE, related_name="links")

    class Meta:
        verbose_name = _("fiche concernée")
        verbose_name_plural = _("fiches concernées")
        indexes = [models.Index(fields=["record_type", "record_id"], name="timeline_tasks_of_record")]
        constraints = [
            models.UniqueConstraint(
                fields=["task", "record_type", "record_id"], name="timeline_one_task_link"
            )
        ]
