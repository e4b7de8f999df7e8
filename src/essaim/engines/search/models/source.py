from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

SHIFT = 44
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class Source(models.Model):
    """One kind of row of the index: a record type's open texts, or those under one further right.

    `resource`: the right to view needed beside the record type's own ("" for none). A source owns a
    range of the entries' keys, so that a search stays within a record type at no cost.
    """

    type = models.CharField(_("type de fiche"), max_length=60)
    resource = models.CharField(_("ressource"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("source de recherche")
        verbose_name_plural = _("sources de recherche")
        constraints = [models.UniqueConstraint(fields=["type", "resource"], name="search_one_source")]

    def __str__(self) -> str:
        return f"{self.type} {self.resource}".strip()

    @property
    def low(self) -> int:
        return self.pk << SHIFT

    @property
    def high(self) -> int:
        """The last key of the range, included."""
        return ((self.pk + 1) << SHIFT) - 1

    @property
    def code(self) -> str:
        """Two characters before each token of its entries: a search in one source touches no other's words."""
        high, low = divmod(self.pk, len(DIGITS))
        return DIGITS[high] + DIGITS[low]

    def key(self, object_id: int) -> int:
        return (self.pk << SHIFT) | object_id
