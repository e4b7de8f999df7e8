"""A board of twelve widgets, as a browser opens it: the page, then the widgets it asks for, six at a time."""

from __future__ import annotations

import re
import threading
import time
from typing import Any

from . import client

WIDGETS: tuple[dict[str, str], ...] = (
    {"kind": "figure", "type": "people"},
    {"kind": "figure", "type": "interactions", "compare": "previous"},
    {"kind": "line", "type": "interactions", "group1": "at", "unit1": "month"},
    {"kind": "stacked", "type": "interactions", "group1": "at", "unit1": "quarter", "group2": "kind"},
    {"kind": "pie", "type": "interactions", "group1": "kind"},
    {"kind": "calendar", "type": "interactions", "group1": "at"},
    {
        "kind": "area",
        "type": "interactions",
        "group1": "at",
        "unit1": "week",
        "measure": "sum",
        "field": "minutes",
    },
    {"kind": "funnel", "type": "interactions", "group1": "outcome"},
    {"kind": "bar", "type": "people", "group1": "city"},
    {"kind": "map", "type": "people", "group1": "department"},
    {"kind": "table", "type": "people", "group1": "networks"},
    {"kind": "text", "text": "Le banc d’essai"},
)
PERIOD = "periode=dates&du=2025-01-01&au=2025-12-31"
CONNECTIONS = 6
COLD_BAR, WARM_BAR = 400.0, 60.0


def measure(bench: Any) -> None:
    """Cold: after a write, nothing kept holds. Warm: nothing was written since somebody looked."""
    visitor = client.Visitor(bench.url, bench.cookies)
    base = composed(visitor)
    path = f"{base}?{PERIOD}"
    opened(bench, path)
    cold = []
    for number in range(max(5, bench.options.requests // 6)):
        visitor.post(
            f"{base}disposition/", {"places": "[]", "version": str(number + len(WIDGETS) + 1)}, status=200
        )
        cold.append(opened(bench, path))
    for _ in range(8):  # both processes learn what the other computed
        visitor.get(path)
    warm = client.alone(visitor, [path], bench.options.requests, warm=0)
    asked = len(parts(visitor.get(path).body.decode()))
    times = client.Times(cold)
    bars = {"cold_median_ms": (times.median, COLD_BAR), "warm_median_ms": (warm.median, WARM_BAR)}
    facts = {"cold_median_ms": times.median, "cold_p95_ms": times.p95, "warm_median_ms": warm.median}
    bench.tell("board", bars, **facts, warm_p95_ms=warm.p95, widgets=len(WIDGETS), asked_when_warm=asked)


def composed(visitor: client.Visitor) -> str:
    """The address of a new board, made by its forms."""
    made = visitor.send("GET", "/tableaux/nouveau/")
    if made.status != 200:
        raise client.Refused(f"boards: {made.status}")
    token = visitor.cookies["csrftoken"]
    answer = visitor.send(
        "POST", "/tableaux/nouveau/", f"name=Banc&csrfmiddlewaretoken={token}".encode(),
        {"Content-Type": "application/x-www-form-urlencoded", "Origin": visitor.url},
    )  # fmt: skip
    base = answer.headers["location"].removesuffix("composer/")
    for widget in WIDGETS:
        form = {
            "measure": "count",
            "n": "1:0:g",
            "1-mode": "all",
            "type_shown": widget.get("type", ""),
            "do": "save",
        }
        visitor.post(f"{base}element/", {**form, **widget})
    return base


def parts(page: str) -> list[str]:
    """The addresses that the page asks for once loaded."""
    return [found.replace("&amp;", "&") for found in re.findall(r'hx-get="(/tableaux/[^"]+)"', page)]


def opened(bench: Any, path: str) -> float:
    """Milliseconds until all is there."""
    started = time.perf_counter()
    page = client.Visitor(bench.url, bench.cookies).get(path).body.decode()
    queue = parts(page)
    lock = threading.Lock()
    failures: list[BaseException] = []

    def ask() -> None:
        visitor = client.Visitor(bench.url, bench.cookies)
        while True:
            with lock:
                if not queue:
                    return
                here = queue.pop(0)
            try:
                visitor.get(here)
            except (client.Refused, OSError) as error:
                failures.append(error)
                return

    threads = [threading.Thread(target=ask) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return (time.perf_counter() - started) * 1000
