from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from essaim.engines.library.choices import ICONS, Kind


def version_path(version: Version, name: str) -> str:
    return f"library/{timezone.now():%Y/%m}/{get_random_string(32).lower()}"


class Version(models.Model):
    """One state of a document's file; never changed. Going back to one makes a new one of the same file."""

    document = models.ForeignKey("library.Document", models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField(_("version"))
    file = models.FileField(upload_to=version_path, max_length=200)
    file_name = models.CharField(_("fichier"), max_length=200)
    size = models.PositiveBigIntegerField(_("taille"), default=0)
    sha256 = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(_("type"), max_length=8, choices=Kind.choices)
    format = models.CharField(max_length=12)
    comment = models.CharField(_("ce qui change"), max_length=300, blank=True)
    created_at = models.DateTimeField(_("le"), default=timezone.now)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", verbose_name=_("par")
    )

    journal_skips = ("file",)

    class Meta:
        verbose_name = _("version")
        verbose_name_plural = _("versions")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["document", "number"], name="library_version_number")]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.number})"

    @property
    def icon(self) -> str:
        return ICONS[Kind(self.kind)]


class Content(models.Model):
    """What was read of a version's file. `blocks`: see `reading.blocks`; `pages`: pictures kept for the preview.

    `tries` and `begun_at` bring back a reading whose process died.
    """

    version = models.OneToOneField(
        "library.Version", models.CASCADE, related_name="content", primary_key=True
    )
    text = models.TextField(blank=True)
    blocks = models.JSONField(default=list)
    page_count = models.PositiveIntegerField(default=0)
    pictures = models.JSONField(default=list)
    note = models.CharField(max_length=300, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.version_id)
