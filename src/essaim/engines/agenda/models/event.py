from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.agenda.choices import COUNTRIES, WEEKDAYS, ZONES, Category, Policy, Repeat
from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


class Event(Record):
    """Something that takes place, once or by a rule (RFC 5545).

    `start` and `end` are those of the first occurrence, `zone` the place whose clock the rule
    follows: nine o'clock stays nine o'clock when the clocks change. All-day events go from midnight
    to midnight there, the end not counted. `expanded_until`: how far `Occurrence` rows go; null
    when they are all there. `rule`: the value of RRULE without its end, when `repeat` is `custom`;
    `extra_dates`: further dates on the clock of `zone`, ISO. `uid`: the name another program gave it.
    """

    title = models.CharField(_("titre"), max_length=200)
    start = models.DateTimeField(_("début"))
    end = models.DateTimeField(_("fin"))
    all_day = models.BooleanField(_("toute la journée"), default=False)
    category = models.CharField(
        _("nature"), max_length=12, choices=Category.choices, default=Category.MEETING, blank=True
    )
    zone = models.CharField(_("heure de"), max_length=40, choices=ZONES, default="Europe/Paris")
    location = models.CharField(_("lieu"), max_length=200, blank=True)
    notes = models.TextField(_("précisions"), blank=True)

    repeat = models.CharField(
        _("répétition"), max_length=12, choices=Repeat.choices, default=Repeat.NONE, blank=True
    )
    every = models.PositiveSmallIntegerField(_("tous les"), default=1)
    weekdays = models.JSONField(_("jours"), default=list, blank=True)
    until = models.DateField(_("jusqu’au"), null=True, blank=True)
    times = models.PositiveSmallIntegerField(_("nombre de fois"), null=True, blank=True)
    rule = models.CharField(_("règle"), max_length=500, blank=True, editable=False)
    extra_dates = models.JSONField(_("dates ajoutées"), default=list, blank=True, editable=False)
    country = models.CharField(_("jours fériés"), max_length=2, choices=COUNTRIES, blank=True)
    school_zone = models.CharField(
        _("vacances scolaires"), max_length=1, choices=[(name, f"Zone {name}") for name in "ABC"], blank=True
    )
    policy = models.CharField(
        _("ces jours-là"), max_length=4, choices=Policy.choices, default=Policy.SKIP, blank=True
    )

    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("organisé par"),
    )  # fmt: skip
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    groups = models.ManyToManyField("accounts.Group", blank=True, related_name="+", verbose_name=_("groupes"))
    territory = models.ForeignKey(
        "accounts.Territory", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("territoire"),
    )  # fmt: skip
    person = models.ForeignKey(
        "directory.Person", models.SET_NULL, null=True, blank=True, verbose_name=_("à propos de")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.SET_NULL, null=True, blank=True, verbose_name=_("organisme")
    )
    resources = models.ManyToManyField(
        "agenda.Resource", blank=True, related_name="events", verbose_name=_("salles et matériel")
    )
    guests = models.ManyToManyField(
        settings.AUTH_USER_MODEL, blank=True, related_name="+", verbose_name=_("personnes invitées")
    )
    invited_groups = models.ManyToManyField(
        "accounts.Group", blank=True, related_name="+", verbose_name=_("groupes invités")
    )
    invited_networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux invités")
    )
    invited_territories = models.ManyToManyField(
        "accounts.Territory", blank=True, related_name="+", verbose_name=_("territoires invités")
    )
    attendees = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="agenda.Participation",
        through_fields=("event", "user"), related_name="+",
        verbose_name=_("participants"),
    )  # fmt: skip
    uid = models.CharField(max_length=255, blank=True, editable=False, db_index=True)
    expanded_until = models.DateTimeField(null=True, blank=True, editable=False, db_index=True)
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text", "expanded_until")

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")
        ordering = ["-start", "-id"]
        default_related_name = "events"
        indexes = [models.Index(fields=["start"], name="agenda_event_start")]

    def __str__(self) -> str:
        return self.title

    @property
    def tz(self) -> ZoneInfo:
        return ZoneInfo(self.zone)

    @property
    def repeats(self) -> bool:
        return self.repeat not in ("", Repeat.NONE) or bool(self.extra_dates)

    def local(self, moment: datetime) -> datetime:
        """The clock on the wall there, without a zone."""
        return moment.astimezone(self.tz).replace(tzinfo=None)

    def clean(self) -> None:
        faults: dict[str, str] = self._faults_of_rule()
        if self.start and self.end and self.end < self.start:
            faults["end"] = str(_("La fin vient avant le début."))
        if faults:
            raise ValidationError(faults)

    def _faults_of_rule(self) -> dict[str, str]:
        faults: dict[str, str] = {}
        if self.every is not None and not 1 <= self.every <= 999:
            faults["every"] = str(_("Un nombre de 1 à 999."))
        if self.repeat == Repeat.CUSTOM and not self.rule:
            faults["repeat"] = str(_("Cette répétition vient d’un fichier importé. Choisissez-en une autre."))
        if self.until and self.times:
            faults["times"] = str(_("Choisissez une date de fin ou un nombre de fois, pas les deux."))
        if self.times is not None and not 1 <= self.times <= 999:
            faults["times"] = str(_("Un nombre de 1 à 999."))
        if self.until and self.start and self.until < self.local(self.start).date():
            faults["until"] = str(_("Cette date vient avant le début."))
        known = {code for code, _label in WEEKDAYS}
        if not isinstance(self.weekdays, list) or not set(self.weekdays) <= known:
            faults["weekdays"] = str(_("Choisissez des jours de la semaine."))
        return faults

    def save(self, *args: object, **kwargs: object) -> None:
        self.filter_text = fold(f"{self.title} {self.location} {self.notes[:500]}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
