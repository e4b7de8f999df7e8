"""A file of an answer, downloaded: never shown in the browser, whatever it says it is."""

from __future__ import annotations

from django.core.files.storage import default_storage
from django.http import FileResponse, Http404

from .models import Attachment


def download(attachment: Attachment) -> FileResponse:
    if not default_storage.exists(attachment.stored):
        raise Http404
    response = FileResponse(
        default_storage.open(attachment.stored),
        as_attachment=True,
        filename=attachment.name,
        content_type=attachment.kind,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
