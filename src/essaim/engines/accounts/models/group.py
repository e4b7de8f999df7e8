from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Group(models.Model):
    """A working group, a team, a committee: people who share records beyond networks and places."""

    name = models.CharField(_("nom"), max_length=200, unique=True)
    network = models.ForeignKey(
        "accounts.Network",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="groups",
        verbose_name=_("réseau"),
    )

    class Meta:
        verbose_name = _("groupe")
        verbose_name_plural = _("groupes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
