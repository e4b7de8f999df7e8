"""Files too big are refused before they are read: by their announced length, then while they come in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.http import HttpRequest

FORM_BYTES = 64 * 1024
BLOCK = 256 * 1024
DRAINED = 8


class SizeLimit(FileUploadHandler):
    """Stops the reading of an upload whose file passes the limit; its request then says `too_big`."""

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.seen = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        self.seen += len(raw_data)
        if self.seen > settings.MAX_IMPORT_BYTES:
            self.request.too_big = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None


def announced_too_big(request: HttpRequest) -> bool:
    try:
        length = int(request.META.get("CONTENT_LENGTH") or 0)
    except ValueError:
        return True
    return length > settings.MAX_IMPORT_BYTES + FORM_BYTES


def drain(request: HttpRequest) -> None:
    """Lets the sender finish, by blocks thrown away: a browser reads the answer only then. Not without end."""
    left = DRAINED * settings.MAX_IMPORT_BYTES
    while left > 0 and (block := request.read(BLOCK)):
        left -= len(block)
