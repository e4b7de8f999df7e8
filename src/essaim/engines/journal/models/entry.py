from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One thing that happened to one object.

    `sequence` counts without a hole; ids follow the order of commits. `hash` covers the previous
    hash, what happened to which object, by whom and when, and `seal`; `seal` covers, with a random
    `salt`, what may be personal: `fields`, `object_label`, `note`, `address`, `session`. Erasing
    those values therefore leaves the chain whole: the salt goes with them, so that nobody can guess
    them back from the seal.

    `fields`: {name: [old, new]}, JSON values; the whole value is `ERASED` once erased.
    """

    ERASED = "\u2205"

    sequence = models.BigIntegerField(unique=True)
    at = models.DateTimeField(_("le"), default=timezone.now)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, db_index=False,
        related_name="+", verbose_name=_("par"),
    )  # fmt: skip
    acting_for = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.DO_NOTHING, null=True, db_constraint=False, db_index=False,
        related_name="+", verbose_name=_("vu en tant que"),
    )  # fmt: skip
    channel = models.CharField(_("depuis"), max_length=12)
    address = models.CharField(_("adresse"), max_length=45, blank=True)
    session = models.CharField(_("session"), max_length=12, blank=True)
    origin = models.CharField(_("origine"), max_length=120, blank=True)
    kind = models.CharField(_("action"), max_length=40)
    model = models.CharField(_("type"), max_length=80)
    object_id = models.CharField(max_length=40)
    object_label = models.CharField(_("fiche"), max_length=200, blank=True)
    fields = models.JSONField(_("champs"), default=dict)
    note = models.TextField(_("note"), blank=True)
    salt = models.CharField(max_length=32, blank=True)
    seal = models.CharField(max_length=64)
    reseal = models.CharField(max_length=64, blank=True)
    erased_at = models.DateTimeField(_("effacé le"), null=True, blank=True)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("ligne du journal")
        verbose_name_plural = _("journal")
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["model", "object_id", "id"], name="journal_of_object"),
            models.Index(fields=["model", "id"], name="journal_latest"),
            models.Index(fields=["actor", "id"], name="journal_of_actor"),
            models.Index(fields=["at"], name="journal_at"),
        ]

    def __str__(self) -> str:
        return f"{self.sequence} · {self.kind} · {self.object_label}"
