"""Who may already be there: finders of likely duplicates, declared by those who know how to look."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Lookalike:
    """A record like the one being written. `score`: 0 to 1; `evidence`: what they share, in words."""

    pk: int
    label: str
    score: float
    evidence: tuple[str, ...] = ()


@dataclass(frozen=True)
class DuplicateFinder:
    """`find(user, rows)` gives, for each dict of field values, the likely same records `user` may see.

    Many rows are asked at once: a finder makes a bounded number of queries. For each record type the
    finder of highest `rank` answers.
    """

    name: str
    types: tuple[str, ...]
    find: Callable[[Any, list[dict[str, Any]]], list[list[Lookalike]]]
    rank: int = 0


duplicate_finders: Registry[DuplicateFinder] = Registry(
    "finders of duplicates", DuplicateFinder, lambda item: item.name
)


def finder_for(type_name: str) -> DuplicateFinder | None:
    return max(
        (finder for finder in duplicate_finders if type_name in finder.types),
        key=lambda finder: finder.rank,
        default=None,
    )
