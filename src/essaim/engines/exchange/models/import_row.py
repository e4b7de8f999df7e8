from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportRow(models.Model):
    """One line of a file and what is to become of it.

    `cells`: as read, one a heading. `values`: cleaned, by field name, JSON-ready. `messages`:
    [{"level": "error" | "repair" | "note", "column": index or null, "text"}]. `candidates`: likely
    duplicates, [{"id" | "line", "label", "score", "evidence": […]}]. `choice` is what somebody decided
    of a doubtful row: "update:<id>", "line:<line>", "create" or "skip". `into`: line of the same file
    this one was gathered with.
    """

    class Fate(models.TextChoices):
        CREATE = "create", _("à créer")
        UPDATE = "update", _("à mettre à jour")
        UNCHANGED = "unchanged", _("sans changement")
        DOUBTFUL = "doubtful", _("douteuse")
        ERROR = "error", _("en erreur")
        SKIPPED = "skipped", _("laissée de côté")
        GATHERED = "gathered", _("réunie à une autre")

    run = models.ForeignKey("exchange.ImportRun", models.CASCADE, related_name="rows", db_index=False)
    line = models.PositiveIntegerField(_("ligne"))
    fate = models.CharField(_("sort"), max_length=10, choices=Fate.choices)
    choice = models.CharField(max_length=40, blank=True)
    label = models.CharField(_("fiche"), max_length=200, blank=True)
    object_id = models.BigIntegerField(null=True)
    into = models.PositiveIntegerField(null=True)
    cells = models.JSONField(default=list)
    values = models.JSONField(default=dict)
    differences = models.JSONField(default=dict)
    candidates = models.JSONField(default=list)
    messages = models.JSONField(default=list)

    class Meta:
        verbose_name = _("ligne d’import")
        verbose_name_plural = _("lignes d’import")
        ordering = ["line"]
        constraints = [models.UniqueConstraint(fields=["run", "line"], name="exchange_one_row_a_line")]
        indexes = [models.Index(fields=["run", "fate", "line"], name="exchange_row_fate")]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line}"
