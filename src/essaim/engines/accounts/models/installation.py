from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _


class Installation(models.Model):
    """What every request needs to know of this installation, in one row read by its key.

    `charter_stamp` changes whenever somebody may have a new charter to accept; a session which
    holds the same stamp needs no other look. `looks` is {"": LOOK, "<network id>": LOOK} with
    LOOK = {"css": hash, "logo": hash or "", "logo_dark": bool}; "" is the installation's own.
    """

    SINGLE = 1

    name = models.CharField(_("nom de la plateforme"), max_length=80, default="Essaim")
    contact_email = models.EmailField(_("adresse de contact"), blank=True)
    charter_stamp = models.CharField(max_length=32, blank=True, editable=False)
    looks = models.JSONField(default=dict, editable=False)

    journal_skips = ("charter_stamp", "looks")

    class Meta:
        verbose_name = _("installation")
        verbose_name_plural = _("installation")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = self.SINGLE
        super().save(*args, **kwargs)
