from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Network(models.Model):
    """A network of organisations (a federation, a programme): people belong to one or several."""

    code = models.SlugField(_("code"), max_length=40, unique=True)
    name = models.CharField(_("nom"), max_length=200)
    description = models.TextField(_("description"), blank=True)
    website = models.URLField(_("site web"), blank=True)
    order = models.PositiveSmallIntegerField(_("ordre"), default=100)

    class Meta:
        verbose_name = _("réseau")
        verbose_name_plural = _("réseaux")
        ordering = ["order", "name"]

    def __str__(self) -> str:
        return self.name
