from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
DAYS = 90


def new_key() -> str:
    return get_random_string(14, LETTERS)


def in_some_time() -> datetime:
    return timezone.now() + timedelta(days=DAYS)


class Sandbox(Record):
    """Somebody's own copy of a template: a file of its own. `generation` counts the resets.

    `freshened_on`: the day its moving dates were last brought to.
    """

    key = models.CharField(max_length=20, unique=True, default=new_key, editable=False)
    label = models.CharField(_("nom"), max_length=80)
    template = models.CharField(_("modèle"), max_length=40)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("appartient à")
    )
    generation = models.PositiveIntegerField(default=1, editable=False)
    freshened_on = models.DateField(null=True, blank=True, editable=False)
    entered_at = models.DateTimeField(_("dernière entrée"), null=True, blank=True, editable=False)
    reset_at = models.DateTimeField(_("dernière remise à zéro"), null=True, blank=True, editable=False)
    kept_days = models.PositiveSmallIntegerField(
        _("gardé pendant (jours sans y entrer)"), default=DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(730)],
    )  # fmt: skip
    expires_at = models.DateTimeField(_("effacé le"), default=in_some_time, editable=False, db_index=True)

    journal_skips = (*Record.journal_skips, "entered_at", "expires_at", "freshened_on")

    class Meta:
        verbose_name = _("bac à sable")
        verbose_name_plural = _("bacs à sable")
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return self.label

    def keep(self, now: datetime) -> None:
        """It stays so many days from now on."""
        self.expires_at = now + timedelta(days=self.kept_days)
