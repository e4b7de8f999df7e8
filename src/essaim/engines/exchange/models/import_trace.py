from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ImportTrace(models.Model):
    """What an import wrote on one object: enough to put everything back as it was.

    `before` and `after` hold the fields written only, JSON-ready (`kit.writing.snapshot`), to-many
    ones as sorted lists of keys, custom fields as "custom.<name>". `before` is empty when created.
    `outcome` is what undoing the import did of it.
    """

    class Kind(models.TextChoices):
        CREATED = "created", _("créée")
        CHANGED = "changed", _("modifiée")

    class Outcome(models.TextChoices):
        RESTORED = "restored", _("remise comme avant")
        KEPT = "kept", _("gardée")

    run = models.ForeignKey("exchange.ImportRun", models.CASCADE, related_name="traces", db_index=False)
    line = models.PositiveIntegerField(_("ligne"))
    kind = models.CharField(max_length=8, choices=Kind.choices)
    model = models.CharField(max_length=80)
    object_id = models.BigIntegerField()
    label = models.CharField(_("fiche"), max_length=200, blank=True)
    version = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("trace d’import")
        verbose_name_plural = _("traces d’import")
        ordering = ["id"]
        indexes = [
            models.Index(fields=["run", "line"], name="exchange_trace_line"),
        ]

    def __str__(self) -> str:
        return f"{self.run_id}:{self.line} {self.kind} {self.model} {self.object_id}"
