from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


class Newsletter(Record):
    """A letter that comes back every week: its sources, its readers, its day.

    `sources`: names in `news.sources`. `segment`: a Query over people, as in `Campaign`. With
    `sends_itself` the draft leaves at its hour unless somebody stops it; else somebody must send it.
    """

    class Day(models.TextChoices):
        MONDAY = "0", _("lundi")
        TUESDAY = "1", _("mardi")
        WEDNESDAY = "2", _("mercredi")
        THURSDAY = "3", _("jeudi")
        FRIDAY = "4", _("vendredi")
        SATURDAY = "5", _("samedi")
        SUNDAY = "6", _("dimanche")

    name = models.CharField(_("nom"), max_length=120)
    description = models.CharField(_("en une phrase"), max_length=200, blank=True)
    intro = models.TextField(_("mot d’accueil"), blank=True)
    sender_name = models.CharField(_("nom de l’expéditeur"), max_length=80, blank=True)
    reply_to = models.EmailField(_("réponses à"), blank=True)
    topic = models.ForeignKey(
        "campaigns.Topic", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sujet")
    )
    network = models.ForeignKey(
        "accounts.Network", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("aux couleurs de"),
    )  # fmt: skip
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("préparée par"),
    )  # fmt: skip
    sources = models.JSONField(_("sources"), default=list, blank=True)
    segment = models.JSONField(_("lecteurs"), null=True, blank=True)
    weekday = models.CharField(_("jour d’envoi"), max_length=1, choices=Day.choices, default=Day.TUESDAY)
    at_hour = models.PositiveSmallIntegerField(_("heure d’envoi"), default=9)
    days_before = models.PositiveSmallIntegerField(_("brouillon prêt (jours avant)"), default=1)
    sends_itself = models.BooleanField(_("part d’elle-même"), default=False)
    is_active = models.BooleanField(_("en service"), default=True)
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("lettre d’information")
        verbose_name_plural = _("lettres d’information")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.filter_text = fold(f"{self.name} {self.description}")
        super().save(*args, **kwargs)

    def next_sending(self, after: datetime | None = None) -> datetime:
        """The first moment of its day and hour after `after` (now), on the platform's clock."""
        now = timezone.localtime(after)
        day = now.date() + timedelta(days=(int(self.weekday) - now.weekday()) % 7)
        moment = self._on(day)
        return moment if moment > now else self._on(day + timedelta(days=7))

    def _on(self, day: date) -> datetime:
        return timezone.make_aware(datetime.combine(day, time(self.at_hour)))
