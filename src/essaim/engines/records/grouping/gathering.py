"""Putting groups together: those that read alike, and the many small ones as « Autres »."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .measures import Measure, Parts

OTHERS = "\x00others"


@dataclass
class Cell:
    """`count`: records in the group. A masked one tells neither count nor values."""

    count: int
    parts: tuple[Parts, ...]
    masked: bool = False


def together(measures: list[Measure], one: Cell, other: Cell) -> Cell:
    parts = tuple(
        measure.merged(left, right)
        for measure, left, right in zip(measures, one.parts, other.parts, strict=True)
    )
    return Cell(one.count + other.count, parts)


def gather(
    cells: dict[tuple[Any, ...], Cell], measures: list[Measure], rank: int, most: int
) -> dict[tuple[Any, ...], Cell]:
    """The cells of the `most` largest groups of one dimension, the rest as one group."""
    weight: dict[Any, int] = {}
    for place, cell in cells.items():
        weight[place[rank]] = weight.get(place[rank], 0) + cell.count
    if len(weight) <= most + 1:
        return cells
    largest = sorted((key for key in weight if key is not None), key=lambda key: (-weight[key], str(key)))
    kept = {*largest[:most], None}
    found: dict[tuple[Any, ...], Cell] = {}
    for place, cell in cells.items():
        here = place if place[rank] in kept else (*place[:rank], OTHERS, *place[rank + 1 :])
        found[here] = together(measures, found[here], cell) if here in found else cell
    return found
