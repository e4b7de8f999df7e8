from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """The proof that somebody was erased, without saying who: a number, a date, a reason, how much of what."""

    class Ground(models.TextChoices):
        REQUEST = "request", _("demande de la personne")
        RETENTION = "retention", _("fin de la durée de conservation")
        OTHER = "other", _("autre raison")

    number = models.BigIntegerField(_("fiche n°"), db_index=True)
    at = models.DateTimeField(_("effacée le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    ground = models.CharField(_("raison"), max_length=10, choices=Ground.choices)
    asked_on = models.DateField(_("demandé le"), null=True, blank=True)
    rule = models.ForeignKey(
        "privacy.RetentionRule",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("règle"),
    )
    counts = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("preuve d’effacement")
        verbose_name_plural = _("preuves d’effacement")
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return str(_("Effacement de la fiche n° %s")) % self.number
