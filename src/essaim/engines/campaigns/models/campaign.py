from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Channel, Kind, Purpose, State
from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


class Campaign(Record):
    """One text for many recipients: a campaign, an issue of a newsletter, an automatic message.

    - `segment`: a Query as JSON, run under `owner`'s rights; None until somebody chose. With `frozen_ids`
      those records and no others.
    - `rate`: messages a minute at most, 0 for as fast as the server takes them.
    - `date_field`, `offset_days` (before when negative), `yearly`, `at_hour`, `last_day`: automatic messages.
    - `items`: what an issue of a newsletter shows, see `news.drafting`.
    - `courier`, `courier_until`, `next_at`: who is sending now and until when, see `couriers`.
    """

    kind = models.CharField(
        _("sorte"), max_length=10, choices=Kind.choices, default=Kind.CAMPAIGN, editable=False
    )
    code = models.CharField(max_length=80, null=True, blank=True, unique=True, editable=False)
    name = models.CharField(_("nom"), max_length=160)
    channel = models.CharField(_("canal"), max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    purpose = models.CharField(_("pour"), max_length=10, choices=Purpose.choices, default=Purpose.NEWS)
    topic = models.ForeignKey(
        "campaigns.Topic", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("sujet")
    )
    template = models.ForeignKey(
        "campaigns.MessageTemplate", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("modèle"),
    )  # fmt: skip
    subject = models.CharField(_("objet"), max_length=200, blank=True)
    preheader = models.CharField(_("résumé affiché après l’objet"), max_length=160, blank=True)
    body = models.TextField(_("message"), blank=True)
    sender_name = models.CharField(_("nom de l’expéditeur"), max_length=80, blank=True)
    reply_to = models.EmailField(_("réponses à"), blank=True)
    network = models.ForeignKey(
        "accounts.Network", models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("aux couleurs de"),
    )  # fmt: skip
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("envoyée par"),
    )  # fmt: skip
    segment = models.JSONField(_("destinataires"), null=True, blank=True)
    frozen_ids = models.JSONField(null=True, blank=True, editable=False)
    one_per_address = models.BooleanField(_("une seule fois par adresse"), default=True)
    track_opens = models.BooleanField(_("mesurer les ouvertures"), default=False)
    rate = models.PositiveIntegerField(_("messages par minute"), default=0)
    follow_up_days = models.PositiveSmallIntegerField(_("relancer après (jours)"), null=True, blank=True)
    follow_up_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+",
        verbose_name=_("relances confiées à"),
    )  # fmt: skip
    followed_up_at = models.DateTimeField(null=True, blank=True, editable=False)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.DRAFT)
    scheduled_at = models.DateTimeField(_("départ prévu"), null=True, blank=True)
    started_at = models.DateTimeField(_("départ"), null=True, blank=True, editable=False)
    finished_at = models.DateTimeField(_("fin"), null=True, blank=True, editable=False)
    problem = models.CharField(max_length=300, blank=True, editable=False)
    date_field = models.CharField(_("date de la fiche"), max_length=60, blank=True)
    offset_days = models.SmallIntegerField(_("jours"), default=0)
    yearly = models.BooleanField(_("chaque année"), default=False)
    at_hour = models.PositiveSmallIntegerField(_("heure d’envoi"), default=9)
    last_day = models.DateField(null=True, blank=True, editable=False)
    newsletter = models.ForeignKey(
        "campaigns.Newsletter", models.PROTECT, null=True, blank=True, related_name="issues",
        verbose_name=_("lettre"),
    )  # fmt: skip
    items = models.JSONField(default=list, blank=True)
    courier = models.CharField(max_length=32, blank=True, editable=False)
    courier_until = models.DateTimeField(null=True, blank=True, editable=False)
    next_at = models.DateTimeField(null=True, blank=True, editable=False)
    filter_text = FilterTextField()

    journal_skips = (
        *Record.journal_skips, "filter_text", "courier", "courier_until", "next_at", "problem", "frozen_ids",
    )  # fmt: skip

    class Meta:
        verbose_name = _("campagne")
        verbose_name_plural = _("campagnes")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "-id"], name="campaigns_of_kind"),
            models.Index(fields=["state", "scheduled_at"], name="campaigns_to_send"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.filter_text = fold(f"{self.name} {self.subject}")
        super().save(*args, **kwargs)

    @property
    def is_editable(self) -> bool:
        """Nothing was prepared yet: text and recipients may still change."""
        return self.state in (State.DRAFT, State.SCHEDULED) or self.kind in (Kind.AUTOMATIC, Kind.EVENT)

    @property
    def is_running(self) -> bool:
        return self.state in (State.PREPARING, State.SENDING)

    @property
    def needs_consent(self) -> bool:
        return self.purpose != Purpose.SERVICE

    @property
    def type_name(self) -> str:
        return (self.segment or {}).get("type", "people")
