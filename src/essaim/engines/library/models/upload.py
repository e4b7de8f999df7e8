from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from essaim.engines.library.choices import ICONS, Kind


def new_key() -> str:
    return get_random_string(24).lower()


def waiting_path(upload: Upload, name: str) -> str:
    return f"library/{timezone.now():%Y/%m}/{upload.key}"


class Upload(models.Model):
    """A file on its way in, in parts, so that a cut connection costs one part only.

    Whole and accepted it waits here, for a day, for its author to say what it is.
    """

    class State(models.TextChoices):
        COMING = "coming", _("en cours d’envoi")
        READY = "ready", _("prêt")
        REFUSED = "refused", _("refusé")

    key = models.CharField(max_length=24, unique=True, default=new_key)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("fichier"), max_length=200)
    size = models.PositiveBigIntegerField(_("taille"))
    received = models.PositiveBigIntegerField(default=0)
    fingerprint = models.CharField(max_length=64, blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.COMING)
    message = models.CharField(max_length=300, blank=True)
    file = models.FileField(upload_to=waiting_path, max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    kind = models.CharField(max_length=8, choices=Kind.choices, blank=True)
    format = models.CharField(max_length=12, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("envoi")
        verbose_name_plural = _("envois")
        ordering = ["id"]
        indexes = [models.Index(fields=["user", "state"], name="library_upload_of_user")]

    def __str__(self) -> str:
        return self.name

    @property
    def icon(self) -> str:
        return ICONS[Kind(self.kind)] if self.kind else "file"


class UploadPart(models.Model):
    """A part of an upload that has arrived: it begins at `offset` of the whole."""

    upload = models.ForeignKey("library.Upload", models.CASCADE, related_name="parts")
    offset = models.PositiveBigIntegerField()
    size = models.PositiveBigIntegerField()
    path = models.CharField(max_length=200)

    class Meta:
        ordering = ["offset"]
        constraints = [models.UniqueConstraint(fields=["upload", "offset"], name="library_part_once")]

    def __str__(self) -> str:
        return f"{self.upload_id} {self.offset}"
