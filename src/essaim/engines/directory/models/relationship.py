from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from .dated import Dated


class RelationshipKind(models.Model):
    """A tie between two people or two organisations, with both readings: "parent de" / "enfant de"."""

    class Between(models.TextChoices):
        PEOPLE = "people", _("personnes")
        ORGANISATIONS = "organisations", _("organismes")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    between = models.CharField(_("entre"), max_length=14, choices=Between.choices)
    reading = models.CharField(_("se lit"), max_length=80)
    reverse_reading = models.CharField(_("dans l’autre sens"), max_length=80)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)

    class Meta:
        verbose_name = _("type de lien")
        verbose_name_plural = _("types de lien")
        ordering = ["order", "reading"]

    def __str__(self) -> str:
        return self.reading


class Relationship(Dated):
    """`person` (or `organisation`) is `kind.reading` of the other one."""

    kind = models.ForeignKey(RelationshipKind, models.PROTECT, related_name="+", verbose_name=_("lien"))
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, related_name="relationships"
    )
    other_person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, related_name="relationships_towards"
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, related_name="relationships"
    )
    other_organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, related_name="relationships_towards"
    )
    note = models.CharField(_("précision"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("lien")
        verbose_name_plural = _("liens")
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    person__isnull=False,
                    other_person__isnull=False,
                    organisation__isnull=True,
                    other_organisation__isnull=True,
                )
                | models.Q(
                    person__isnull=True,
                    other_person__isnull=True,
                    organisation__isnull=False,
                    other_organisation__isnull=False,
                ),
                name="directory_relationship_alike",
            )
        ]

    def __str__(self) -> str:
        one = self.person or self.organisation
        other = self.other_person or self.other_organisation
        return f"{one} {self.kind.reading} {other}"
