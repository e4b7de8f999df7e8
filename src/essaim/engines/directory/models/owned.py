from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Owned(models.Model):
    """A row that belongs to a person or to an organisation, to exactly one of them."""

    person = models.ForeignKey(
        "directory.Person",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("personne"),
    )
    organisation = models.ForeignKey(
        "directory.Organisation",
        models.CASCADE,
        null=True,
        blank=True,
        verbose_name=_("organisme"),
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=models.Q(person__isnull=True, organisation__isnull=False)
                | models.Q(person__isnull=False, organisation__isnull=True),
                name="%(app_label)s_%(class)s_one_owner",
            )
        ]

    @property
    def owner(self) -> Any:
        return self.person if self.person_id else self.organisation
