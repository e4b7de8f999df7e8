"""Figures about too few records are not told, nor others from which they could be worked out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any


def mask(table: Any, least: int) -> None:
    """Masks the cells of a table about fewer than `least` records; then, while a row or a column has one
    masked cell alone, the smallest of those beside it: the total would tell the first one.
    """
    if least < 2:
        return
    for cell in table.cells.values():
        cell.masked = 0 < cell.count < least or _tells_few(table, cell, least)
    width = len(table.dimensions)
    changed = width > 0
    while changed:
        changed = any(_complete(line) for line in _lines(table, width))


def _tells_few(table: Any, cell: Any, least: int) -> bool:
    """A share tells how many records fulfil its condition."""
    for measure, parts in zip(table.measures, cell.parts, strict=True):
        if measure.name == "ratio" and measure.field is None:
            few, rest = parts[0] or 0, parts[1] - (parts[0] or 0)
            if 0 < few < least or 0 < rest < least:
                return True
    return False


def _lines(table: Any, width: int) -> Iterable[list[Any]]:
    if width == 1:
        return [list(table.cells.values())]
    found: dict[Any, list[Any]] = {}
    for place, cell in table.cells.items():
        for rank in range(width):
            found.setdefault((rank, place[rank]), []).append(cell)
    return found.values()


def _complete(line: list[Any]) -> bool:
    """Masks one more cell of a line that has only one masked; tells whether it did."""
    if sum(cell.masked for cell in line) != 1:
        return False
    others = [cell for cell in line if not cell.masked and cell.count]
    if not others:
        return False
    min(others, key=lambda cell: cell.count).masked = True
    return True
