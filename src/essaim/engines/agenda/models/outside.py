from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutsideCalendar(models.Model):
    """The public address of an agenda kept elsewhere, read every hour; `error` says why it was not, last time.

    Its owner sees it, and the members of `networks`.
    """

    name = models.CharField(_("nom"), max_length=80)
    url = models.CharField(_("adresse"), max_length=1000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    networks = models.ManyToManyField("accounts.Network", blank=True, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    tried_at = models.DateTimeField(null=True, blank=True)
    read_at = models.DateTimeField(null=True, blank=True)
    error = models.CharField(max_length=300, blank=True)
    failures = models.PositiveSmallIntegerField(default=0)
    tag = models.CharField(max_length=300, blank=True)

    journal_skips = ("tried_at", "read_at", "error", "failures", "tag")

    class Meta:
        verbose_name = _("agenda extérieur")
        verbose_name_plural = _("agendas extérieurs")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name


class OutsideDate(models.Model):
    """One date read there; all of them are replaced at each reading."""

    calendar = models.ForeignKey(OutsideCalendar, models.CASCADE, related_name="dates")
    start = models.DateTimeField()
    end = models.DateTimeField()
    all_day = models.BooleanField(default=False)
    title = models.CharField(max_length=200)
    location = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("date d’un agenda extérieur")
        verbose_name_plural = _("dates des agendas extérieurs")
        indexes = [models.Index(fields=["calendar", "start"], name="agenda_outside_date_start")]

    def __str__(self) -> str:
        return self.title
