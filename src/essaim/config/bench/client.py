"""Requests to this machine only, bounded in number and time, timed on the client's side."""

from __future__ import annotations

import http.client
import statistics
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle, islice
from urllib.parse import urlencode, urlsplit

LIMIT_SECONDS = 60.0


class Refused(Exception):
    """The server answered something else than expected."""


@dataclass
class Answer:
    status: int
    body: bytes
    seconds: float
    headers: dict[str, str] = field(default_factory=dict)


class Visitor:
    """One browser: one kept connection, its cookies."""

    def __init__(self, url: str, cookies: dict[str, str]) -> None:
        parts = urlsplit(url)
        if parts.hostname not in {"127.0.0.1", "localhost", "::1"}:
            raise Refused(f"{url} is not on this machine")
        self.url = url
        self.cookies = dict(cookies)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=LIMIT_SECONDS)

    def send(
        self, method: str, path: str, body: bytes = b"", headers: dict[str, str] | None = None
    ) -> Answer:
        sent = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **(headers or {}),
        }
        started = time.perf_counter()
        try:
            self.connection.request(method, path, body or None, sent)
            response = self.connection.getresponse()
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            self.connection.close()
            self.connection.request(method, path, body or None, sent)
            response = self.connection.getresponse()
        content = response.read()
        seconds = time.perf_counter() - started
        return Answer(response.status, content, seconds, {k.lower(): v for k, v in response.getheaders()})

    def get(self, path: str, *, status: int = 200) -> Answer:
        answer = self.send("GET", path)
        if answer.status != status:
            raise Refused(
                f"GET {path}: {answer.status} {answer.headers.get('location', '')} {answer.body[:300]!r}"
            )
        return answer

    def post(self, path: str, data: dict[str, str], *, status: int = 302) -> Answer:
        token = self.cookies["csrftoken"]
        body = urlencode({**data, "csrfmiddlewaretoken": token}).encode()
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Origin": self.url}
        answer = self.send("POST", path, body, headers)
        if answer.status != status:
            raise Refused(f"POST {path}: {answer.status} {answer.body[:300]!r}")
        return answer


@dataclass
class Times:
    """Milliseconds."""

    values: list[float]

    @property
    def median(self) -> float:
        return round(statistics.median(self.values), 2)

    @property
    def p95(self) -> float:
        return round(sorted(self.values)[max(0, round(len(self.values) * 0.95) - 1)], 2)


def alone(visitor: Visitor, paths: list[str], count: int, warm: int = 10) -> Times:
    """`count` requests one after the other; the first `warm` ones, which fill the caches, are not counted."""
    for path in islice(cycle(paths), warm):
        visitor.get(path)
    deadline = time.monotonic() + LIMIT_SECONDS
    values = []
    for path in islice(cycle(paths), count):
        values.append(visitor.get(path).seconds * 1000)
        if time.monotonic() > deadline:
            break
    return Times(values)


def together(
    url: str, cookies: dict[str, str], paths: list[str], *, clients: int = 16, count: int = 640
) -> tuple[Times, float]:
    """`count` requests by `clients` visitors at once: their times, and how many were answered a second."""
    queue: Iterator[str] = islice(cycle(paths), count)
    lock = threading.Lock()
    values: list[float] = []
    failures: list[BaseException] = []
    deadline = time.monotonic() + LIMIT_SECONDS

    def visit() -> None:
        visitor = Visitor(url, cookies)
        while time.monotonic() < deadline:
            with lock:
                path = next(queue, None)
            if path is None:
                return
            try:
                values.append(visitor.get(path).seconds * 1000)
            except (Refused, OSError, http.client.HTTPException) as error:
                failures.append(error)
                return

    threads = [threading.Thread(target=visit) for _ in range(clients)]
    started = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return Times(values), round(len(values) / (time.perf_counter() - started), 1)
