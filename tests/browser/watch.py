"""What a browser page may not do while a journey runs."""

from __future__ import annotations

import re

from playwright.sync_api import BrowserContext, ConsoleMessage, Request, WebError

LOCAL_SCHEMES = ("data:", "blob:", "about:")


class Watch:
    """`faults`: requests to other hosts, console errors and script errors of all the pages of a context.

    A journey that goes to a refused page says so with `expect(pattern)`: the browser reports 4xx answers as errors.
    """

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url
        self.faults: list[str] = []
        self.expected: list[re.Pattern[str]] = []
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", self._error)
        context.watch = self  # type: ignore[attr-defined]

    def expect(self, pattern: str) -> None:
        self.expected.append(re.compile(pattern))

    def _add(self, text: str) -> None:
        if not any(pattern.search(text) for pattern in self.expected):
            self.faults.append(text)

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.url, *LOCAL_SCHEMES)):
            self._add(f"request to another host: {request.url}")

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self._add(f"console: {message.text} ({message.location.get('url', '')})")

    def _error(self, error: WebError) -> None:
        self._add(f"script error: {error.error}")
