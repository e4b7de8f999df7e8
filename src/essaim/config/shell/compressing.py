"""Pages sent compressed; files and answers in parts go as they are."""

from __future__ import annotations

from typing import Any

from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware


class CompressPages(GZipMiddleware):
    """Django adds some bytes of random length, so that the size of a page tells nothing of its secrets."""

    def process_response(self, request: Any, response: Any) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith("text/html"):
            return response  # type: ignore[no-any-return]
        return super().process_response(request, response)
