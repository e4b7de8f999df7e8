from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Head(models.Model):
    """The two ends of the chain; one row, locked by whoever appends.

    `sequence` and `hash` are those of the last entry, so that a shortened journal shows.
    `start` and `anchor` are the number and the hash before the first entry kept: they move when
    old entries go at the end of their retention.
    """

    sequence = models.BigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True)
    start = models.BigIntegerField(default=0)
    anchor = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("tête du journal")
        verbose_name_plural = _("tête du journal")

    def __str__(self) -> str:
        return str(self.sequence)
