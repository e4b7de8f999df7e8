from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Channel, Purpose
from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


class MessageTemplate(Record):
    """A text to start messages from, with its merge fields (see `merging.language`)."""

    name = models.CharField(_("nom"), max_length=120)
    channel = models.CharField(_("canal"), max_length=8, choices=Channel.choices, default=Channel.EMAIL)
    purpose = models.CharField(_("pour"), max_length=10, choices=Purpose.choices, default=Purpose.NEWS)
    type = models.CharField(_("écrit pour"), max_length=60, default="people")
    subject = models.CharField(_("objet"), max_length=200, blank=True)
    body = models.TextField(_("message"))
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("modèle de message")
        verbose_name_plural = _("modèles de message")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.filter_text = fold(f"{self.name} {self.subject}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
