from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.notifications.declarations import Rhythm


class Preference(models.Model):
    """What a user chose for one kind; `kind` is "block:<name>" for a block of the digest."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False)
    kind = models.CharField(max_length=80)
    shown = models.BooleanField(_("dans l’application"), default=True)
    mail = models.CharField(_("par courriel"), max_length=6, choices=Rhythm.choices)

    class Meta:
        verbose_name = _("choix de notification")
        verbose_name_plural = _("choix de notifications")
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="notifications_one_choice")]

    def __str__(self) -> str:
        return f"{self.kind} {self.mail}"


class Settings(models.Model):
    """When a user wants mails: zone, quiet hours, moment of digests; and the last digests sent."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, primary_key=True, related_name="+")
    zone = models.CharField(_("fuseau horaire"), max_length=60, blank=True)
    quiet_from = models.TimeField(_("pas de courriel à partir de"), null=True, blank=True)
    quiet_until = models.TimeField(_("jusqu’à"), null=True, blank=True)
    digest_hour = models.PositiveSmallIntegerField(_("heure du résumé"), default=7)
    digest_weekday = models.PositiveSmallIntegerField(_("jour du résumé de la semaine"), default=0)
    last_daily = models.DateField(null=True, blank=True, editable=False)
    last_weekly = models.DateField(null=True, blank=True, editable=False)

    journal_skips = ("last_daily", "last_weekly")

    class Meta:
        verbose_name = _("réglages des notifications")
        verbose_name_plural = _("réglages des notifications")

    def __str__(self) -> str:
        return f"{self.user_id}"
