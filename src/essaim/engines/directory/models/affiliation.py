from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Record

from .dated import Dated


class Affiliation(Record, Dated):
    """What a person is in an organisation, from when to when. One current affiliation is the main one."""

    person = models.ForeignKey(
        "directory.Person", models.CASCADE, related_name="affiliations", verbose_name=_("personne")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, related_name="affiliations", verbose_name=_("organisme")
    )
    position = models.CharField(_("fonction"), max_length=160, blank=True)
    service = models.CharField(_("service"), max_length=160, blank=True)
    is_main = models.BooleanField(_("principale"), default=False)

    class Meta:
        verbose_name = _("rattachement")
        verbose_name_plural = _("rattachements")
        ordering = ["-is_main", models.F("end").desc(nulls_first=True), "-start", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"],
                condition=models.Q(is_main=True),
                name="directory_one_main_affiliation",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.position or '–'} · {self.organisation}"
