from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import RecordType, record_types


def upload_path(run: ImportRun, name: str) -> str:
    suffix = name.rsplit(".", 1)[-1].lower()[:5] if "." in name else "csv"
    return f"imports/{timezone.now():%Y/%m}/{get_random_string(24).lower()}.{suffix}"


class ImportRun(models.Model):
    """One file being brought into one record type, from its upload to its undoing.

    `source`: what was read of the file (headings, notes, family, encoding, sheets). `mapping`: see
    `mapping.Mapping`. `options`: see `planning.options.Options`. `counts`: totals by fate, repairs, and once
    written what was. `beat_at` moves while a task works on the run; when it stands still the task is dead.
    """

    class State(models.TextChoices):
        UPLOADED = "uploaded", _("colonnes à vérifier")
        MATCHED = "matched", _("règles à choisir")
        PLANNING = "planning", _("essai en cours")
        PLANNED = "planned", _("à confirmer")
        WRITING = "writing", _("écriture en cours")
        WRITTEN = "written", _("terminé")
        UNDOING = "undoing", _("annulation en cours")
        UNDONE = "undone", _("annulé")
        FAILED = "failed", _("échoué")

    type = models.CharField(_("type de fiche"), max_length=60)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.UPLOADED)
    file = models.FileField(_("fichier"), upload_to=upload_path, max_length=200, blank=True)
    file_name = models.CharField(_("fichier"), max_length=200)
    file_size = models.PositiveBigIntegerField(_("taille"), default=0)
    sheet = models.CharField(_("feuille"), max_length=120, blank=True)
    fingerprint = models.CharField(max_length=40, blank=True)
    source = models.JSONField(default=dict)
    mapping = models.JSONField(default=dict)
    options = models.JSONField(default=dict)
    counts = models.JSONField(default=dict)
    message = models.TextField(_("message"), blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    corrects = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="corrected_by", verbose_name=_("corrige")
    )
    created_at = models.DateTimeField(_("le"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("par")
    )
    written_at = models.DateTimeField(_("écrit le"), null=True)
    undone_at = models.DateTimeField(_("annulé le"), null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name=_("annulé par")
    )
    undo_report = models.JSONField(default=dict)
    purged_at = models.DateTimeField(null=True)

    journal_skips = ("source", "mapping", "options", "done", "total", "beat_at", "undo_report", "file")

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ["-id"]
        indexes = [models.Index(fields=["created_by", "-id"], name="exchange_import_of_user")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.pk})"

    @property
    def record_type(self) -> RecordType:
        return record_types.get(self.type)

    @property
    def headings(self) -> list[str]:
        return self.source.get("headings", [])

    @property
    def is_working(self) -> bool:
        return self.state in (self.State.PLANNING, self.State.WRITING, self.State.UNDOING)

    @property
    def origin(self) -> str:
        return f"import {self.pk}"

    def count(self, name: str) -> Any:
        return self.counts.get(name, 0)
