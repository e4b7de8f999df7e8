from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class FavouriteFolder(models.Model):
    """A personal folder of favourites; nobody else sees it."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(_("nom du dossier"), max_length=80)

    class Meta:
        verbose_name = _("dossier de favoris")
        verbose_name_plural = _("dossiers de favoris")
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["user", "name"], name="library_folder_once")]

    def __str__(self) -> str:
        return self.name


class Favourite(models.Model):
    """A document kept at hand by somebody, in one of their folders or in none."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    document = models.ForeignKey("library.Document", models.CASCADE, related_name="favourites")
    folder = models.ForeignKey("library.FavouriteFolder", models.SET_NULL, null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("favori")
        verbose_name_plural = _("favoris")
        default_related_name = "favourites"
        ordering = ["-id"]
        constraints = [models.UniqueConstraint(fields=["user", "document"], name="library_favourite_once")]

    def __str__(self) -> str:
        return str(self.document_id)
