from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record
from essaim.kit.text import fold
from essaim.kit.textindex import FilterTextField


class Collection(Record):
    """A shelf of the library. `networks`: whose shelf it is, who may change it; everybody sees its name."""

    name = models.CharField(_("nom"), max_length=120)
    description = models.TextField(_("description"), blank=True)
    order = models.PositiveSmallIntegerField(_("rang"), default=100)
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    filter_text = FilterTextField()

    journal_skips = (*Record.journal_skips, "filter_text")

    class Meta:
        verbose_name = _("collection")
        verbose_name_plural = _("collections")
        ordering = ["order", "name", "id"]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: object, **kwargs: object) -> None:
        self.filter_text = fold(f"{self.name} {self.description[:500]}")
        super().save(*args, **kwargs)  # type: ignore[arg-type]
