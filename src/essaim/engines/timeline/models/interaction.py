from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField

from .subject import Link, Subjected


class Interaction(Record, Subjected):
    """Something that was said, sent or done with somebody, at a moment."""

    class Kind(models.TextChoices):
        CALL = "call", _("appel")
        MAIL = "mail", _("e-mail")
        LETTER = "letter", _("courrier")
        MEETING = "meeting", _("rendez-vous")
        VISIT = "visit", _("visite")
        SMS = "sms", _("SMS")
        NOTE = "note", _("note")
        CAMPAIGN = "campaign", _("campagne")
        EVENT = "event", _("événement")

    class Direction(models.TextChoices):
        OUT = "out", _("vers l’extérieur")
        IN = "in", _("reçu")

    class Outcome(models.TextChoices):
        REACHED = "reached", _("abouti")
        NO_ANSWER = "no_answer", _("sans réponse")
        MESSAGE = "message", _("message laissé")
        FOLLOW_UP = "follow_up", _("à relancer")
        REFUSED = "refused", _("refus")

    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices, default=Kind.NOTE)
    at = models.DateTimeField(_("date"), default=timezone.now)
    subject = models.CharField(_("objet"), max_length=200)
    body = models.TextField(_("contenu"), blank=True)
    direction = models.CharField(_("sens"), max_length=3, choices=Direction.choices, blank=True)
    minutes = models.PositiveIntegerField(_("durée (minutes)"), null=True, blank=True)
    outcome = models.CharField(_("résultat"), max_length=10, choices=Outcome.choices, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par"),
    )
    source = models.CharField(max_length=60, blank=True, editable=False)
    url = models.CharField(max_length=300, blank=True, editable=False)
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("échange")
        verbose_name_plural = _("échanges")
        ordering = ["-at", "-id"]
        default_related_name = "interactions"
        indexes = [
            models.Index(fields=["-at", "-id"], name="timeline_interaction_at"),
            # What figures ask of a period is all in this index: they never read the rows.
            models.Index(
                fields=["at", "kind", "outcome", "author", "minutes", "person"],
                name="timeline_interaction_figures",
            ),
            models.Index(fields=["person", "-at"], name="timeline_interaction_person"),
            models.Index(fields=["organisation", "-at"], name="timeline_interaction_body"),
        ]

    def __str__(self) -> str:
        return self.subject

    def derive(self) -> None:
        self.filter_text = fold(f"{self.subject} {self.subject_label} {self.body[:500]}")

    def save(self, *args: object, **kwargs: object) -> None:
        self.derive()
        super().save(*args, **kwargs)  # type: ignore[arg-type]


class InteractionLink(Link):
    """`at` repeats the interaction's date: the latest of a record come from this index alone."""

    interaction = models.ForeignKey(Interaction, models.CASCADE, related_name="links")
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("fiche concernée")
        verbose_name_plural = _("fiches concernées")
        indexes = [
            models.Index(
                fields=["record_type", "record_id", "-at", "-interaction"], name="timeline_latest_of_record"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["interaction", "record_type", "record_id"], name="timeline_one_interaction_link"
            )
        ]
