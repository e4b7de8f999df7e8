from django.db import models

from essaim.engines.records.api import Record


class Paper(Record):
    """A record of any resource: `kind` says of which."""

    kind = models.CharField(max_length=60)
    name = models.CharField("nom", max_length=100)

    class Meta:
        verbose_name = "pièce"
        verbose_name_plural = "pièces"

    def __str__(self) -> str:
        return self.name
