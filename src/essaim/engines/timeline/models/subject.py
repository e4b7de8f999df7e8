from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Subjected(models.Model):
    """Something about records. The main one is named here; all of them have a `Link`.

    `person` and `organisation` repeat the links to the directory, so that people can be filtered by
    their exchanges. `networks`, `territory` and `owner` are copied from the main record: they are
    what rights look at (docs/decisions).
    """

    subject_type = models.CharField(max_length=60, blank=True, editable=False)
    subject_id = models.BigIntegerField(null=True, blank=True, editable=False)
    subject_label = models.CharField(_("à propos de"), max_length=200, blank=True, editable=False)
    person = models.ForeignKey(
        "directory.Person", models.CASCADE, null=True, blank=True, verbose_name=_("personne")
    )
    organisation = models.ForeignKey(
        "directory.Organisation", models.CASCADE, null=True, blank=True, verbose_name=_("organisme")
    )
    networks = models.ManyToManyField(
        "accounts.Network", blank=True, related_name="+", verbose_name=_("réseaux")
    )
    groups = models.ManyToManyField("accounts.Group", blank=True, related_name="+", verbose_name=_("groupes"))
    territory = models.ForeignKey(
        "accounts.Territory",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("territoire"),
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("fiche suivie par"),
    )

    class Meta:
        abstract = True


class Link(models.Model):
    """The record `record_id` of type `record_type` is concerned. `at` repeats the subject's moment."""

    record_type = models.CharField(max_length=60)
    record_id = models.BigIntegerField()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.record_type} {self.record_id}"

    @property
    def key(self) -> tuple[str, Any]:
        return self.record_type, self.record_id
