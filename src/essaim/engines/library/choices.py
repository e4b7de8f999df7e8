"""Closed lists of the library."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """What a reader calls the file, whatever its exact format."""

    PDF = "pdf", _("PDF")
    TEXT = "text", _("Texte")
    SHEET = "sheet", _("Tableur")
    SLIDES = "slides", _("Présentation")
    IMAGE = "image", _("Image")
    MAIL = "mail", _("Courriel")
    WEB = "web", _("Page web")
    SOUND = "sound", _("Son")
    VIDEO = "video", _("Vidéo")
    ARCHIVE = "archive", _("Archive")
    OTHER = "other", _("Autre fichier")
    LINK = "link", _("Lien")


ICONS = {
    Kind.PDF: "file-type-pdf",
    Kind.TEXT: "file-text",
    Kind.SHEET: "file-spreadsheet",
    Kind.SLIDES: "presentation",
    Kind.IMAGE: "photo",
    Kind.MAIL: "mail",
    Kind.WEB: "world",
    Kind.SOUND: "music",
    Kind.VIDEO: "movie",
    Kind.ARCHIVE: "file-zip",
    Kind.OTHER: "file",
    Kind.LINK: "link",
}


class Reading(models.TextChoices):
    """How far the reading of a file's words has come."""

    WAITING = "waiting", _("lecture en attente")
    DONE = "done", _("texte lu")
    SCANNED = "scanned", _("texte reconnu sur l’image")
    EMPTY = "empty", _("aucun texte")
    FAILED = "failed", _("fichier illisible")
    NONE = "none", _("sans texte")
