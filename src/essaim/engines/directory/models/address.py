from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import Dated
from .located import Located
from .owned import Owned


class Address(Owned, Dated, Located):
    """A further or former address; the main one stands on the person or the organisation."""

    class Kind(models.TextChoices):
        HOME = "home", _("domicile")
        WORK = "work", _("travail")
        SEAT = "seat", _("siège")
        SITE = "site", _("établissement, antenne")
        POSTAL = "postal", _("courrier")
        BILLING = "billing", _("facturation")
        FORMER = "former", _("ancienne adresse")

    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices, default=Kind.HOME)
    label = models.CharField(_("libellé"), max_length=80, blank=True)

    class Meta(Owned.Meta):
        verbose_name = _("adresse")
        verbose_name_plural = _("adresses")
        ordering = [models.F("end").desc(nulls_first=True), "id"]
        default_related_name = "addresses"

    def __str__(self) -> str:
        return ", ".join(self.address_lines)
