from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.directory.territories import territory_id
from essaim.engines.records.api import Record
from essaim.kit.fields import SortKeyField
from essaim.kit.textindex import FilterTextField

from .located import Located


class Profile(Record, Located):
    """What people and organisations share: main ways to reach them, where, whose, and what finds them.

    The main e-mail, phones and address stand here; further and former ones are `ContactPoint` and
    `Address` rows. `territory` follows the address as long as `territory_from_address` holds.
    `display`, `sort_name` and `filter_text` are computed by `derive()` at each save; whoever writes
    in bulk calls it first.
    """

    display = models.CharField(_("nom affiché"), max_length=260, editable=False, default="")
    sort_name = SortKeyField(max_length=260, editable=False, default="")
    filter_text = FilterTextField()
    email = models.EmailField(_("adresse électronique"), blank=True)
    phone = models.CharField(_("téléphone"), max_length=24, blank=True)
    mobile = models.CharField(_("mobile"), max_length=24, blank=True)
    website = models.URLField(_("site web"), blank=True)
    description = models.TextField(_("notes"), blank=True)
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    territory = models.ForeignKey(
        "accounts.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territoire"),
    )
    territory_from_address = models.BooleanField(default=True, editable=False)
    groups = models.ManyToManyField("accounts.Group", blank=True, related_name="+", verbose_name=_("groupes"))
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("suivi par"),
    )
    tags = models.ManyToManyField("directory.Tag", blank=True, related_name="+", verbose_name=_("étiquettes"))

    journal_skips = (*Record.journal_skips, "display", "sort_name", "filter_text", "territory_from_address")

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.display

    def derive(self) -> None:
        """Compute what follows from the other columns. Subclasses add their names and filter text."""
        self.locate()
        given = self.territory_id != self.__dict__.get("_known_territory")
        if given:
            self.territory_from_address = self.territory_id is None
        if self.territory_from_address:
            self.territory_id = territory_id(self.country, self.region, self.department)

    def remember(self) -> None:
        super().remember()
        self.__dict__["_known_territory"] = self.__dict__.get("territory_id")

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.derive()
        super().save(*args, **kwargs)
        self.remember()
