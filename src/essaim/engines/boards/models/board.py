from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.boards.widgets import Shared, Widget


class Board(models.Model):
    """A dashboard: its owner's own, or shared with everybody, roles or networks.

    `widgets`: a list of `Widget.to_json()`, in the order they are shown. `filters`: `Shared.to_json()`,
    with which the board opens. Sharing gives the questions, never the answers: figures are those of
    whoever looks. `version` grows at each change of the widgets.
    """

    name = models.CharField(_("nom"), max_length=80)
    description = models.CharField(_("description"), max_length=200, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="boards", verbose_name=_("propriétaire")
    )
    widgets = models.JSONField(default=list, blank=True)
    filters = models.JSONField(default=dict, blank=True)
    source = models.CharField(max_length=60, blank=True, editable=False)
    shared_with_all = models.BooleanField(_("partagé avec tous"), default=False)
    roles = models.ManyToManyField("rights.Role", blank=True, related_name="+", verbose_name=_("profils"))
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now, editable=False)

    journal_skips = ("created_at", "changed_at", "version", "widgets", "filters")

    class Meta:
        verbose_name = _("tableau de bord")
        verbose_name_plural = _("tableaux de bord")
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def parts(self) -> list[Widget]:
        return [Widget.from_json(item) for item in self.widgets]

    @property
    def shared(self) -> Shared:
        return Shared.from_json(self.filters)

    def part(self, key: str) -> Widget | None:
        return next((item for item in self.parts if item.id == key), None)

    def to_settings(self) -> dict[str, Any]:
        return {"name": self.name, "description": self.description}
