from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.directory.derivation import filter_text
from essaim.kit.text import sort_key

from .profile import Profile


class Organisation(Profile):
    """A body: company, association, authority, school… Identifiers are stored without spaces."""

    class Status(models.TextChoices):
        ACTIVE = "active", _("en activité")
        DORMANT = "dormant", _("en sommeil")
        CLOSED = "closed", _("fermé")

    class Size(models.TextChoices):
        NONE = "0", _("aucun salarié")
        TINY = "1-9", _("1 à 9 salariés")
        SMALL = "10-49", _("10 à 49 salariés")
        MEDIUM = "50-249", _("50 à 249 salariés")
        LARGE = "250+", _("250 salariés ou plus")

    name = models.CharField(_("nom"), max_length=200)
    short_name = models.CharField(_("sigle ou nom court"), max_length=80, blank=True)
    kinds = models.ManyToManyField(
        "directory.ActivityKind", blank=True, related_name="organisations", verbose_name=_("types")
    )
    legal_form = models.CharField(_("forme juridique"), max_length=160, blank=True)
    siren = models.CharField(_("SIREN"), max_length=9, blank=True)
    siret = models.CharField(_("SIRET"), max_length=14, null=True, blank=True, unique=True)
    rna = models.CharField(_("numéro RNA"), max_length=10, blank=True)
    naf = models.CharField(_("code NAF"), max_length=5, blank=True)
    ninea = models.CharField(_("NINEA"), max_length=14, blank=True)
    size = models.CharField(_("effectif"), max_length=6, choices=Size.choices, blank=True)
    parent = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("rattaché à"),
    )
    status = models.CharField(_("état"), max_length=10, choices=Status.choices, default=Status.ACTIVE)

    class Meta:
        verbose_name = _("organisme")
        verbose_name_plural = _("organismes")
        ordering = ["sort_name", "id"]
        indexes = [
            models.Index(fields=["sort_name", "id"], name="directory_organisation_name"),
            models.Index(fields=["siren"], name="directory_organisation_siren"),
            models.Index(fields=["email"], name="directory_organisation_email"),
            models.Index(fields=["phone"], name="directory_organisation_phone"),
        ]

    def derive(self) -> None:
        super().derive()
        self.display = self.name
        self.sort_name = sort_key(self.name)[:260]
        self.siret = self.siret or None
        if self.siret and not self.siren:
            self.siren = self.siret[:9]
        self.filter_text = filter_text(
            texts=(self.name, self.short_name, self.email, self.city, self.postcode, self.siret or self.siren,
                   self.rna, self.ninea),
            phones=(self.phone, self.mobile),
        )  # fmt: skip
