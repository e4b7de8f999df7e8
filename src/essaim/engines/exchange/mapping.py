"""How the columns of a file become fields: what a person confirms, what is remembered per source."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any

from essaim.kit.text import fold


@dataclass
class Column:
    """`target`: a code of `matching.targets` or "" (left aside). `values`: folded text → the text it stands for
    ("" drops it). `separator`: what parts several values in a cell, "" for the usual ones. `create`: add to the
    list what it lacks.
    """

    target: str = ""
    values: dict[str, str] = field(default_factory=dict)
    separator: str = ""
    create: bool = False
    score: float = 0.0

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Column:
        return cls(
            target=str(data.get("target", "")),
            values={fold(str(key)): str(value) for key, value in dict(data.get("values") or {}).items()},
            separator=str(data.get("separator", ""))[:3],
            create=bool(data.get("create")),
            score=float(data.get("score") or 0),
        )


@dataclass
class Mapping:
    """`columns`: one a heading, in the order of the file. `constants`: field → text put on every row."""

    columns: list[Column] = field(default_factory=list)
    constants: dict[str, str] = field(default_factory=dict)
    day_first: bool = True

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Mapping:
        return cls(
            columns=[Column.from_json(item) for item in data.get("columns", [])],
            constants={str(key): str(value) for key, value in dict(data.get("constants") or {}).items()},
            day_first=bool(data.get("day_first", True)),
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "columns": [asdict(column) for column in self.columns],
            "constants": self.constants,
            "day_first": self.day_first,
        }

    def by_heading(self, headings: list[str]) -> dict[str, Any]:
        """As remembered: the order of the columns no longer counts."""
        parts = {
            fold(heading): asdict(column) for heading, column in zip(headings, self.columns, strict=False)
        }
        return {"headings": parts, "constants": self.constants, "day_first": self.day_first}

    @classmethod
    def remembered(cls, data: dict[str, Any], headings: list[str]) -> Mapping:
        parts = data.get("headings", {})
        columns = [Column.from_json(parts.get(fold(heading), {})) for heading in headings]
        for column in columns:
            column.score = 1.0
        return cls(columns, dict(data.get("constants") or {}), bool(data.get("day_first", True)))

    def targets(self) -> list[str]:
        return [column.target for column in self.columns if column.target]
