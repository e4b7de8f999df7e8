"""How close two records are, field by field."""

from __future__ import annotations

from enum import IntEnum

from rapidfuzz.distance import OSA, JaroWinkler

from .features import Candidate
from .nicknames import may_be_same


class Level(IntEnum):
    """How two values of a field compare."""

    MISSING = 0
    DIFFERENT = 1
    CLOSE = 2
    TYPO = 3
    SAME = 4
    SWAPPED = 5


FIELDS = (
    "given", "family", "birth", "number", "street", "street2", "city", "postcode", "region",
    "email", "phone", "identifier",
)  # fmt: skip
Pattern = tuple[Level, ...]
M, D, C, T, S, X = Level


def compare(one: Candidate, other: Candidate) -> Pattern:
    """The level of each of `FIELDS`."""
    given, family = _names(one, other)
    street, street2 = _crossed(one.street, one.street2, other.street, other.street2, text_level)
    return (
        given,
        family,
        birth_level(one.birth, other.birth),
        number_level(one.number, other.number),
        street,
        street2,
        text_level(one.city, other.city),
        number_level(one.postcode, other.postcode),
        _exact(one.region, other.region),
        _sets(one.emails, other.emails),
        _sets(one.phones, other.phones),
        _sets(one.identifiers, other.identifiers),
    )


def text_level(one: str, other: str) -> Level:
    if not one or not other:
        return M
    if one == other:
        return S
    distance = OSA.distance(one, other, score_cutoff=2)
    longest = max(len(one), len(other))
    if distance == 1 or (distance == 2 and longest >= 7) or one.replace(" ", "") == other.replace(" ", ""):
        return T
    shortest = min(len(one), len(other))
    if shortest >= 3 and (one.startswith(other) or other.startswith(one)):
        return C
    similarity = max(JaroWinkler.similarity(one, other), OSA.normalized_similarity(one, other))
    return C if similarity >= 0.86 else D


def name_level(one: str, other: str) -> Level:
    """As `text_level`; an initial, a short form or a part of a compound name are close."""
    level = text_level(one, other)
    if level != D:
        return level
    tokens, others = set(one.split()), set(other.split())
    if (
        tokens & others
        or may_be_same(one, other)
        or ((len(one) == 1 or len(other) == 1) and one[0] == other[0])
    ):
        return C
    return D


def _names(one: Candidate, other: Candidate) -> tuple[Level, Level]:
    given, family = _crossed(one.given, one.family, other.given, other.family, name_level)
    if family == D and (one.other_family or other.other_family):
        family = max(
            family,
            name_level(one.other_family, other.family),
            name_level(one.family, other.other_family),
            name_level(one.other_family, other.other_family),
        )
    return given, family


def _crossed(a: str, b: str, c: str, d: str, level) -> tuple[Level, Level]:  # type: ignore[no-untyped-def]
    """Compares (a, b) with (c, d), or with (d, c) when that is clearly closer (fields put in one another)."""
    straight = level(a, c), level(b, d)
    if min(straight) >= C:
        return straight
    swapped = level(a, d), level(b, c)
    if sum(swapped) > sum(straight) and max(swapped) >= T:
        return tuple(X if item >= T else item for item in swapped)  # type: ignore[return-value]
    return straight


def number_level(one: str, other: str) -> Level:
    if not one or not other:
        return M
    if one == other:
        return S
    return T if sorted(one) == sorted(other) or OSA.distance(one, other) == 1 else D


def birth_level(one: str, other: str) -> Level:
    """One digit off or day and month inverted is a slip; only the year or only the day equal is close."""
    if not one or not other:
        return M
    if one == other:
        return S
    inverted = one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]
    if inverted or OSA.distance(one, other) == 1:
        return T
    return C if one[:4] == other[:4] or one[4:] == other[4:] else D


def _exact(one: str, other: str) -> Level:
    if not one or not other:
        return M
    return S if one == other else D


def _sets(one: frozenset[str], other: frozenset[str]) -> Level:
    if not one or not other:
        return M
    if one & other:
        return S
    close = any(OSA.distance(a, b, score_cutoff=1) == 1 for a in one for b in other)
    return T if close else D
