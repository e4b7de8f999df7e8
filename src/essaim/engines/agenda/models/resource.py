from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


class Resource(Record):
    """Something an event takes for itself: a room, a vehicle, a piece of equipment."""

    class Kind(models.TextChoices):
        ROOM = "room", _("salle")
        VEHICLE = "vehicle", _("véhicule")
        EQUIPMENT = "equipment", _("matériel")

    name = models.CharField(_("nom"), max_length=200)
    kind = models.CharField(_("type"), max_length=12, choices=Kind.choices, default=Kind.ROOM)
    capacity = models.PositiveIntegerField(_("places"), null=True, blank=True)
    notes = models.TextField(_("précisions"), blank=True)
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("salle ou matériel")
        verbose_name_plural = _("salles et matériel")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.filter_text = fold(f"{self.name} {self.get_kind_display()}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
