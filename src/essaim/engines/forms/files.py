"""Files sent in answers: what they are by their bytes, and where they are kept.

Their name and declared type are not believed. They are stored under a name drawn at random, and only ever
downloaded: never shown as a page.
"""

from __future__ import annotations

import re
import uuid
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

LARGEST = 10 * 1024 * 1024
MOST = 5
_OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
_OLD_OFFICE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
}
_MAGIC: tuple[tuple[bytes, str, tuple[str, ...]], ...] = (
    (b"%PDF-", "application/pdf", ("pdf",)),
    (b"\x89PNG\r\n\x1a\n", "image/png", ("png",)),
    (b"\xff\xd8\xff", "image/jpeg", ("jpg", "jpeg")),
    (b"GIF8", "image/gif", ("gif",)),
)  # fmt: skip
_PLAIN = ("pdf", "jpg", "jpeg", "png", "gif", "webp", "heic", "txt", "csv")
ACCEPTED = tuple(f".{name}" for name in (*_PLAIN, *_OFFICE, *_OLD_OFFICE))


def sniff(head: bytes, name: str) -> str:
    """The media type, or "" for what is refused: programs, pages, disguised or unknown files."""
    ending = name.rpartition(".")[2].lower()
    for magic, kind, endings in _MAGIC:
        if head.startswith(magic):
            return kind if ending in endings else ""
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp" if ending == "webp" else ""
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"hevc"):
        return "image/heic" if ending == "heic" else ""
    if head.startswith(b"PK\x03\x04"):
        return _OFFICE.get(ending, "") if _is_office(head) else ""
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return _OLD_OFFICE.get(ending, "")
    return _plain(head, ending)


def _is_office(head: bytes) -> bool:
    return any(
        mark in head for mark in (b"[Content_Types].xml", b"_rels/.rels", b"mimetypeapplication/vnd.oasis")
    )


def _plain(head: bytes, ending: str) -> str:
    if ending not in ("txt", "csv") or b"\x00" in head:
        return ""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:200].lower()
    if start.startswith((b"<", b"#!", b"mz", b"\x7felf")):
        return ""
    return "text/csv" if ending == "csv" else "text/plain"


def shown_name(name: str) -> str:
    """The file's own name without folder, control or misleading characters."""
    base = re.sub(r"[\\/]+", "/", name).rpartition("/")[2]
    base = re.sub(r"[\x00-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069<>:\"|?*]", "", base).strip(". ")
    stem, dot, ending = base.rpartition(".")
    return f"{stem[:120]}{dot}{ending[:10]}" if dot else base[:120] or "fichier"


def examine(upload: Any) -> str:
    """The media type of an uploaded file; raises ValidationError when it is refused."""
    if upload.size > LARGEST:
        raise ValidationError(_("Ce fichier dépasse 10 Mo."))
    if upload.size == 0:
        raise ValidationError(_("Ce fichier est vide."))
    head = upload.read(4096)
    upload.seek(0)
    kind = sniff(head, upload.name or "")
    if not kind:
        raise ValidationError(
            _(
                "Ce fichier n’est pas accepté. Envoyez un PDF, une image, un texte ou un document de bureautique."
            )
        )
    return kind


def store(upload: Any) -> str:
    return default_storage.save(f"forms/{uuid.uuid4().hex[:2]}/{uuid.uuid4().hex}", upload)


def forget(stored: str) -> None:
    default_storage.delete(stored)
