from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class TerritoryQuerySet(models.QuerySet):
    def with_descendants(self) -> models.QuerySet:
        """These territories and all those inside them, in one query more."""
        condition = models.Q(pk__in=[])
        for path in self.values_list("path", flat=True):
            condition |= models.Q(path__startswith=path)
        return Territory.objects.filter(condition)


class Territory(models.Model):
    """A place people work in: country, region, département, bassin d'emploi, inside one another.

    `path` holds the codes from the country down, each followed by "/": "FR/52/44/". It is computed
    at saving and serves to find what lies inside.
    """

    class Kind(models.TextChoices):
        COUNTRY = "country", _("pays")
        REGION = "region", _("région")
        DEPARTMENT = "department", _("département")
        BASIN = "basin", _("bassin d’emploi")
        OTHER = "other", _("autre")

    kind = models.CharField(_("type"), max_length=12, choices=Kind.choices)
    code = models.CharField(_("code"), max_length=20)
    name = models.CharField(_("nom"), max_length=200)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name=_("dans")
    )
    path = models.CharField(max_length=200, unique=True, editable=False)

    objects = TerritoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("territoire")
        verbose_name_plural = _("territoires")
        ordering = ["path"]

    def __str__(self) -> str:
        return f"{self.name} ({self.code})" if self.kind == self.Kind.DEPARTMENT else self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.path = f"{self.parent.path if self.parent else ''}{self.code}/"
        super().save(*args, **kwargs)
