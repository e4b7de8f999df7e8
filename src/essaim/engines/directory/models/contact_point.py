from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import Dated
from .owned import Owned


class ContactPoint(Owned, Dated):
    """A further or former e-mail, phone, page…; the main ones stand on the person or organisation.

    `value` is normalised: e-mail in lower case, phones in E.164.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("adresse électronique")
        PHONE = "phone", _("téléphone")
        MOBILE = "mobile", _("mobile")
        WHATSAPP = "whatsapp", _("WhatsApp")
        FAX = "fax", _("télécopie")
        WEB = "web", _("site, page")

    kind = models.CharField(_("type"), max_length=10, choices=Kind.choices)
    value = models.CharField(_("coordonnée"), max_length=254, db_index=True)
    label = models.CharField(_("libellé"), max_length=80, blank=True)

    class Meta(Owned.Meta):
        verbose_name = _("coordonnée")
        verbose_name_plural = _("coordonnées")
        ordering = [models.F("end").desc(nulls_first=True), "kind", "id"]
        default_related_name = "contact_points"

    def __str__(self) -> str:
        return self.value
