"""Definitions written in code: what modules declare their ready forms with."""

from __future__ import annotations

from typing import Any

Json = dict[str, Any]


def choices(*labels: str, points: tuple[int, ...] = ()) -> list[Json]:
    """Keys c1, c2… in order: they are what answers keep, so never reorder those of a published form."""
    return [
        {"key": f"c{rank}", "label": label, **({"points": str(points[rank - 1])} if points else {})}
        for rank, label in enumerate(labels, 1)
    ]


def rows(*labels: str) -> list[Json]:
    return [{"key": f"r{rank}", "label": label} for rank, label in enumerate(labels, 1)]


def question(key: str, type: str, label: str, **more: Any) -> Json:
    """`key` starts with q. `more`: see `definition/parts.py`."""
    return {"key": key, "type": type, "label": label, **more}


def section(key: str, title: str, *questions: Json, **more: Any) -> Json:
    """`key` starts with s."""
    return {"key": key, "title": title, "questions": list(questions), **more}
