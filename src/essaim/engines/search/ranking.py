"""The order of what was found, the same on both databases."""

from __future__ import annotations

from typing import NamedTuple

from .asking import Asked

EXACT, STARTS, WORDS, PREFIXES, SOME, ELSEWHERE = range(6)
Likely = dict[str, list[tuple[str, float]]]


class Found(NamedTuple):
    """One entry as it comes from the index. `at`: when the record was last changed, in seconds."""

    key: int
    object_id: int
    title: str
    title_key: str
    at: float


def tier_of(asked: Asked, title_key: str) -> int:
    """How the title answers: wholly, by its beginning, by whole words, by beginnings, in part, not at all."""
    if not asked.words:
        return ELSEWHERE
    wanted = " ".join(asked.words)
    if title_key in (wanted, asked.text):
        return EXACT
    words = title_key.split()
    held = sum(word in words for word in asked.words)
    if held == len(asked.words):
        return STARTS if title_key.startswith((wanted, asked.text)) else WORDS
    begun = sum(any(other.startswith(word) for other in words) for word in asked.words)
    if begun == len(asked.words):
        return PREFIXES
    return SOME if begun else ELSEWHERE


def rank(asked: Asked, found: Found) -> tuple[float, ...]:
    """Smaller is better: the title's answer, then shorter titles, then the latest changed."""
    tier = tier_of(asked, found.title_key)
    extra = found.title_key.count(" ") if tier <= PREFIXES else 0
    return (tier, extra, -found.at, -found.key)


def likeness(asked: Asked, found: Found, likely: Likely) -> float:
    """How near a title is to a misspelt question, between 0 and 1."""
    words = found.title_key.split()
    scores = []
    for word in asked.words:
        best = 1.0 if any(other.startswith(word) for other in words) else 0.0
        if not best:
            best = max((score for term, score in likely.get(word, ()) if term in words), default=0.0)
        scores.append(best)
    return sum(scores) / len(scores) if scores else 0.0
