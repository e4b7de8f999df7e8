from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Term(models.Model):
    """A word of some name or short text, for finding it when it is misspelt. `sound`: how it is heard."""

    word = models.CharField(_("mot"), max_length=40, unique=True)
    sound = models.CharField(_("son"), max_length=40)

    class Meta:
        verbose_name = _("mot connu")
        verbose_name_plural = _("mots connus")

    def __str__(self) -> str:
        return self.word
