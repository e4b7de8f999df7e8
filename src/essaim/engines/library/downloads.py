"""Files given out: never as a page, whatever they hold."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from django.core.files.storage import default_storage
from django.http import FileResponse, HttpResponseBase, StreamingHttpResponse
from django.utils.http import content_disposition_header

from .formats import BINARY, FORMATS
from .models import Document, Version
from .sniffing import clean_name

BLOCK = 2**18
# A file opened by mistake as a page can then run nothing and ask for nothing.
SEALED = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


def file_response(version: Version, inline: bool = False) -> HttpResponseBase:
    """`inline`: in the browser's own reader, for a PDF only."""
    known = FORMATS.get(version.format)
    opens = inline and known is not None and known.opens
    response = FileResponse(
        version.file.open("rb"),
        as_attachment=not opens,
        filename=clean_name(version.file_name),
        content_type=known.mime if known else BINARY,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-cache"
    if not opens:
        response["Content-Security-Policy"] = SEALED
    return response


def picture_response(name: str) -> HttpResponseBase:
    """A picture of ours, which never changes."""
    response = FileResponse(default_storage.open(name, "rb"), content_type="image/jpeg")
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["Content-Security-Policy"] = SEALED
    return response


class Sink:
    """Takes what zipfile writes and gives it out, keeping nothing."""

    def __init__(self) -> None:
        self.waiting = bytearray()

    def write(self, data: bytes) -> int:
        self.waiting += data
        return len(data)

    def flush(self) -> None:
        """zipfile asks for it."""

    def taken(self) -> bytes:
        data, self.waiting = bytes(self.waiting), bytearray()
        return data


def zip_response(documents: list[Document], name: str) -> HttpResponseBase:
    """The files in force of these documents, packed as they go out: constant memory, whatever their weight."""
    response = StreamingHttpResponse(_packed(documents), content_type="application/zip")
    response["Content-Disposition"] = content_disposition_header(True, name)
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _packed(documents: list[Document]) -> Iterator[bytes]:
    sink: Any = Sink()
    used: set[str] = set()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for document in documents:
            version: Any = document.current
            member = zipfile.ZipInfo(_unlike(clean_name(version.file_name), used), _date(version))
            member.external_attr = 0o644 << 16
            with (
                archive.open(member, "w", force_zip64=version.size > 2**31) as target,
                version.file.open("rb") as file,
            ):
                while block := file.read(BLOCK):
                    target.write(block)
                    yield sink.taken()
    yield sink.taken()


def _date(version: Version) -> Any:
    from django.utils import timezone

    return timezone.localtime(version.created_at).timetuple()[:6]


def _unlike(name: str, used: set[str]) -> str:
    """Two files of one name become "name.pdf" and "name (2).pdf"."""
    stem, dot, extension = name.rpartition(".")
    tried, number = name, 1
    while tried.lower() in used:
        number += 1
        tried = f"{stem} ({number}).{extension}" if dot else f"{name} ({number})"
    used.add(tried.lower())
    return tried
