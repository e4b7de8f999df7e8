from __future__ import annotations

from datetime import date
from typing import Any

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class RetentionRule(models.Model):
    """How long records are kept: a Query, the date the clock starts from, a number of months.

    `query`: JSON of a `records.api.Query`. `base`: name of a date field of its type. The rule runs under
    the rights of `owner`, who saved it last. With `obligation` it is the law that asks to keep: until the
    end of the time nobody may erase.
    """

    class Outcome(models.TextChoices):
        ANONYMISE = "anonymise", _("rendre anonyme")
        DELETE = "delete", _("supprimer")

    name = models.CharField(_("règle"), max_length=160)
    processing = models.ForeignKey(
        "privacy.Processing", models.PROTECT, related_name="rules", verbose_name=_("traitement")
    )
    type = models.CharField(_("type de fiche"), max_length=60)
    query = models.JSONField(_("fiches concernées"), default=dict)
    base = models.CharField(_("à partir de"), max_length=60)
    months = models.PositiveSmallIntegerField(_("durée en mois"))
    outcome = models.CharField(
        _("à la fin"), max_length=10, choices=Outcome.choices, default=Outcome.ANONYMISE
    )
    obligation = models.BooleanField(_("la loi oblige à garder jusque-là"), default=False)
    active = models.BooleanField(_("en vigueur"), default=True)
    automatic = models.BooleanField(_("appliquer sans confirmation"), default=False)
    notice_days = models.PositiveSmallIntegerField(_("délai après le rapport (jours)"), default=15)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("tenue par")
    )
    changed_at = models.DateTimeField(_("modifiée le"), default=timezone.now)

    class Meta:
        verbose_name = _("règle de conservation")
        verbose_name_plural = _("règles de conservation")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def limit(self, today: date | None = None) -> date:
        """Whose clock started before this day is at its end."""
        return (today or timezone.localdate()) - relativedelta(months=self.months)

    def end_of(self, start: Any) -> date | None:
        """The day the time of a record ends, from the value of its base date."""
        if start is None:
            return None
        day = timezone.localtime(start).date() if hasattr(start, "hour") else start
        return day + relativedelta(months=self.months)
