from __future__ import annotations

import secrets
from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.forms.choices import LANGUAGES, Access, Status
from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


def new_key() -> str:
    return secrets.token_urlsafe(9).replace("-", "x").replace("_", "y")


def empty_definition() -> dict:
    return {"sections": [{"key": "s1", "title": "", "questions": []}], "parties": [], "scores": []}


class Form(Record):
    """A form or a grid. `draft` is what is being built; answers are given on `published` alone.

    `key` is the unguessable part of its public address. `code` names the ready form of a module it
    was made from. `draft_number` grows at each change of the draft.
    """

    title = models.CharField(_("titre"), max_length=200)
    description = models.TextField(_("présentation"), blank=True)
    thanks = models.TextField(_("mot de remerciement"), blank=True)
    status = models.CharField(
        _("état"), max_length=6, choices=Status.choices, default=Status.DRAFT, editable=False
    )
    access = models.CharField(
        _("qui répond"), max_length=8, choices=Access.choices, default=Access.PUBLIC, blank=True
    )
    several = models.BooleanField(_("plusieurs réponses par personne"), default=False)
    anonymous = models.BooleanField(_("réponses anonymes"), default=False)
    shows_score = models.BooleanField(_("score montré à qui répond"), default=False)
    opens_at = models.DateTimeField(_("ouvre le"), null=True, blank=True)
    closes_at = models.DateTimeField(_("ferme le"), null=True, blank=True)
    language = models.CharField(_("langue"), max_length=2, choices=LANGUAGES, default="fr", blank=True)
    languages = models.JSONField(_("autres langues"), default=list, blank=True)
    reminder_days = models.PositiveSmallIntegerField(_("relancer tous les (jours)"), null=True, blank=True)
    reminders_most = models.PositiveSmallIntegerField(_("relances au plus"), default=2)
    is_template = models.BooleanField(_("dans la bibliothèque de modèles"), default=False)
    code = models.CharField(max_length=80, blank=True, editable=False, db_index=True)
    key = models.CharField(max_length=24, unique=True, default=new_key, editable=False)
    feeds = models.JSONField(default=dict, blank=True, editable=False)
    draft = models.JSONField(default=empty_definition, editable=False)
    draft_number = models.PositiveIntegerField(default=1, editable=False)
    published = models.ForeignKey(
        "forms.Version", models.SET_NULL, null=True, blank=True, related_name="+", editable=False
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("responsable"),
    )  # fmt: skip
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    groups = models.ManyToManyField("accounts.Group", blank=True, related_name="+", verbose_name=_("groupes"))
    territory = models.ForeignKey(
        "accounts.Territory", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("territoire"),
    )  # fmt: skip
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text", "draft", "draft_number", "key")

    class Meta:
        verbose_name = _("formulaire")
        verbose_name_plural = _("formulaires")
        ordering = ["-changed_at", "-id"]

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        faults: dict[str, str] = {}
        if self.opens_at and self.closes_at and self.closes_at <= self.opens_at:
            faults["closes_at"] = str(_("La fermeture vient avant l’ouverture."))
        if self.reminder_days is not None and not 1 <= self.reminder_days <= 365:
            faults["reminder_days"] = str(_("Un nombre de jours de 1 à 365."))
        if self.reminders_most is not None and self.reminders_most > 20:
            faults["reminders_most"] = str(_("Vingt relances au plus."))
        if not isinstance(self.languages, list) or set(self.languages) - {code for code, _label in LANGUAGES}:
            faults["languages"] = str(_("Choisissez des langues de la liste."))
        if self.anonymous and self.feeds:
            faults["anonymous"] = str(_("Ce formulaire remplit des fiches : il ne peut pas être anonyme."))
        if self.pk and self._promise_changes():
            faults["anonymous"] = str(
                _("Des réponses ont déjà été données : la promesse faite ne peut plus changer.")
            )
        if faults:
            raise ValidationError(faults)

    def _promise_changes(self) -> bool:
        before = Form._base_manager.filter(pk=self.pk).values_list("anonymous", flat=True).first()
        return before is not None and before != self.anonymous and self.responses.exists()

    def save(self, *args: object, **kwargs: object) -> None:
        self.filter_text = fold(f"{self.title} {self.description[:500]}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    def is_open(self, now: datetime | None = None) -> bool:
        now = now or timezone.now()
        return (
            self.status == Status.OPEN
            and self.published_id is not None
            and (self.opens_at is None or self.opens_at <= now)
            and (self.closes_at is None or now < self.closes_at)
        )

    @property
    def shown_languages(self) -> list[str]:
        return [self.language, *(code for code in self.languages if code != self.language)]
