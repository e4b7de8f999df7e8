"""Images people send as logos: what they are is read from their first bytes, never from their name."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

MAX_BYTES = 512 * 1024
TYPES = {"png": "image/png", "jpg": "image/jpeg", "webp": "image/webp"}


@dataclass(frozen=True)
class Logo:
    content: bytes
    extension: str


def sniff(content: bytes) -> str:
    """ "png", "jpg", "webp", or "" for anything else (an SVG may hold scripts: it is not taken)."""
    if content.startswith(b"\x89PNG\r\n\x1a\n") and content[12:16] == b"IHDR":
        return "png"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpg"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "webp"
    return ""


def read_logo(upload: UploadedFile) -> Logo:
    """Raises ValidationError with a sentence for the reader."""
    if (upload.size or 0) > MAX_BYTES:
        raise ValidationError(_("Ce logo est trop lourd : 512 ko au plus."))
    content = upload.read(MAX_BYTES + 1)
    extension = sniff(content)
    if extension:
        return Logo(content, extension)
    if b"<svg" in content[:2000].lower():
        raise ValidationError(
            _("Les logos SVG ne sont pas acceptés : ils peuvent contenir du code. Exportez-le en PNG.")
        )
    raise ValidationError(_("Ce fichier n’est pas une image PNG, JPEG ou WebP."))
