from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

COLOUR = RegexValidator(
    r"^#[0-9a-f]{6}\Z", _("Une couleur s’écrit # suivi de six chiffres ou lettres de a à f.")
)


class Appearance(models.Model):
    """The colours and logo of the installation (`network` is null) or of one network.

    `css` is computed at saving from the two colours, for light and dark pages.
    """

    network = models.OneToOneField(
        "accounts.Network",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="appearance",
        verbose_name=_("réseau"),
    )
    brand = models.CharField(_("couleur principale"), max_length=7, validators=[COLOUR])
    accent = models.CharField(_("couleur d’appoint"), max_length=7, validators=[COLOUR], blank=True)
    logo = models.FileField(_("logo"), upload_to="logos/", blank=True)
    logo_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    css = models.TextField(blank=True, editable=False)
    css_hash = models.CharField(max_length=16, blank=True, db_index=True, editable=False)

    journal_skips = ("css",)

    class Meta:
        verbose_name = _("apparence")
        verbose_name_plural = _("apparences")
        constraints = [
            models.UniqueConstraint(Coalesce("network_id", 0), name="accounts_one_look_each"),
        ]

    def __str__(self) -> str:
        return str(self.network) if self.network else str(_("Toute la plateforme"))
