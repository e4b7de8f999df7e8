"""Many sandboxes: how long a reset takes when there are thousands of them. Asked by the bench."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from . import building, files
from .declarations import templates

RESET_BAR = 5.0  # milliseconds, at the 95th percentile
COPIES, RESETS = 5000, 200


def measure_resets(copies: int = COPIES, resets: int = RESETS) -> dict[str, Any]:
    """{"p50", "p95"} in milliseconds of copying a template in place of a copy among `copies`; sizes in MB."""
    template = next(iter(templates))
    begun = time.perf_counter()
    source, _day = building.ready(template)
    made_in = time.perf_counter() - begun
    keys = [f"bench{rank:06d}" for rank in range(copies)]
    try:
        for key in keys:
            files.copy_database(source, files.folder_of(key[::-1], 1))
        times = sorted(_reset(source, keys[rank * 37 % copies][::-1], rank) for rank in range(resets))
    finally:
        for key in keys:
            files.forget(key[::-1])
    return {
        "copies": copies,
        "template_mb": round(source.stat().st_size / 1e6, 1),
        "template_s": round(made_in, 1),
        "p50": round(times[len(times) // 2], 2),
        "p95": round(times[int(len(times) * 0.95)], 2),
        "bar": RESET_BAR,
    }


def _reset(source: Path, key: str, rank: int) -> float:
    begun = time.perf_counter()
    files.copy_database(source, files.folder_of(key, 2 + rank))
    files.forget_generation(key, 1 + rank)
    return (time.perf_counter() - begun) * 1000
