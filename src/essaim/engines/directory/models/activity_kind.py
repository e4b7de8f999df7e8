from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class ActivityKind(models.Model):
    """What an organisation is or does: ACI, association, financeur… One organisation may be several.

    `name` is how it reads in lists ("ACI"), `description` what it stands for.
    """

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("type"), max_length=80, unique=True)
    description = models.CharField(_("signification"), max_length=200, blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)

    class Meta:
        verbose_name = _("type d’organisme")
        verbose_name_plural = _("types d’organisme")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
