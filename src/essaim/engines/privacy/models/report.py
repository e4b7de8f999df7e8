from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PurgeReport(models.Model):
    """What a rule would do, told before it is done; then what was done. No name is kept in it."""

    class State(models.TextChoices):
        PROPOSED = "proposed", _("à confirmer")
        RUNNING = "running", _("en cours")
        DONE = "done", _("faite")
        DROPPED = "dropped", _("écartée")

    rule = models.ForeignKey("privacy.RetentionRule", models.CASCADE, related_name="reports")
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.PROPOSED)
    made_at = models.DateTimeField(_("établi le"), default=timezone.now)
    limit = models.DateField(_("avant le"))
    undated = models.PositiveIntegerField(_("sans date"), default=0)
    runs_on = models.DateField(_("appliqué d’office le"), null=True, blank=True)
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    beat_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("rapport de purge")
        verbose_name_plural = _("rapports de purge")
        ordering = ["-made_at", "-id"]

    def __str__(self) -> str:
        return f"{self.rule} · {timezone.localtime(self.made_at):%d/%m/%Y}"


class PurgeItem(models.Model):
    """One record of a report. `reason`: why it was kept, or what stood in the way."""

    class Fate(models.TextChoices):
        WAITING = "waiting", _("à traiter")
        EXCLUDED = "excluded", _("à garder")
        DONE = "done", _("traitée")
        BLOCKED = "blocked", _("bloquée")
        PASSED = "passed", _("plus concernée")

    report = models.ForeignKey(PurgeReport, models.CASCADE, related_name="items", db_index=False)
    object_id = models.BigIntegerField()
    base = models.DateField(_("depuis le"))
    fate = models.CharField(max_length=8, choices=Fate.choices, default=Fate.WAITING)
    reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("fiche d’un rapport de purge")
        verbose_name_plural = _("fiches des rapports de purge")
        ordering = ["base", "id"]
        constraints = [models.UniqueConstraint(fields=["report", "object_id"], name="privacy_one_item")]
        indexes = [models.Index(fields=["report", "fate", "base"], name="privacy_item_fate")]

    def __str__(self) -> str:
        return f"{self.report_id}:{self.object_id}"
