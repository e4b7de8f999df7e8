from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.rights.api import GuardedManager


class Record(models.Model):
    """What every record has: a version for optimistic locking, who and when, custom fields.

    `version` grows by one at each write; `custom` holds the values of fields added without code,
    by their name.
    """

    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("créé le"), default=timezone.now, editable=False)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("créé par"),
    )
    changed_at = models.DateTimeField(_("modifié le"), default=timezone.now, editable=False)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        editable=False,
        verbose_name=_("modifié par"),
    )
    custom = models.JSONField(default=dict, blank=True, editable=False)

    journal_skips: tuple[str, ...] = ("version", "created_at", "created_by", "changed_at", "changed_by")
    journal_flattens = ("custom",)

    objects = GuardedManager()

    class Meta:
        abstract = True
