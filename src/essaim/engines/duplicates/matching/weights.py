"""How much each level of each field weighs, as log2 of m / u (Fellegi and Sunter, 1969).

m: how often the level is met among pairs of one person; u: among pairs of two. u is measured on
random pairs of the base, m is refitted on the base from shipped priors, which count as
`PRIOR_PAIRS` pairs: a small base keeps the priors, a large one corrects them. An exact value
weighs by its rarity: two Traoré at Bamako prove less than two Quéméneur.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from collections.abc import Mapping, Sequence

from .compare import FIELDS, Level, Pattern, compare
from .features import Candidate

PRIOR_PAIRS = 20
SAMPLE = 40_000
SMALLEST = 1000
LEVELS = (Level.DIFFERENT, Level.CLOSE, Level.TYPO, Level.SAME, Level.SWAPPED)
FLOOR, CEILING = -9.0, 14.0

_M = {
    "given": (0.05, 0.10, 0.10, 0.71, 0.04),
    "family": (0.08, 0.07, 0.10, 0.71, 0.04),
    "birth": (0.01, 0.03, 0.08, 0.88, 0.0),
    "number": (0.20, 0.0, 0.08, 0.72, 0.0),
    "street": (0.15, 0.10, 0.12, 0.60, 0.03),
    "street2": (0.20, 0.12, 0.10, 0.55, 0.03),
    "city": (0.10, 0.08, 0.10, 0.72, 0.0),
    "postcode": (0.12, 0.0, 0.08, 0.80, 0.0),
    "region": (0.08, 0.0, 0.0, 0.92, 0.0),
    "email": (0.30, 0.0, 0.05, 0.65, 0.0),
    "phone": (0.30, 0.0, 0.04, 0.66, 0.0),
    "identifier": (0.02, 0.0, 0.05, 0.93, 0.0),
}
_U = {
    "given": (0.97, 0.012, 0.003, 0.012, 0.003),
    "family": (0.985, 0.007, 0.003, 0.004, 0.001),
    "birth": (0.96, 0.035, 0.004, 0.001, 0.0),
    "number": (0.90, 0.0, 0.08, 0.02, 0.0),
    "street": (0.96, 0.03, 0.004, 0.005, 0.001),
    "street2": (0.96, 0.03, 0.004, 0.005, 0.001),
    "city": (0.93, 0.02, 0.005, 0.045, 0.0),
    "postcode": (0.92, 0.0, 0.05, 0.03, 0.0),
    "region": (0.80, 0.0, 0.0, 0.20, 0.0),
    "email": (0.9985, 0.0, 0.001, 0.0005, 0.0),
    "phone": (0.999, 0.0, 0.0005, 0.0005, 0.0),
    "identifier": (0.9989, 0.0, 0.001, 0.0001, 0.0),
}

Table = list[dict[Level, float]]


class Weights:
    """The weights of one base.

    `prior`: log2 odds, before any evidence, that a pair is one person. A base of less than
    `SMALLEST` people says nothing of how rare a value is: it counts as one of that size.
    """

    def __init__(self, m: Table, u: Table, rarity: list[Counter[str]], size: int) -> None:
        self.m, self.u, self._rarity = m, u, rarity
        self.size = max(size, SMALLEST)
        self.prior = -math.log2(max(size, 2))
        self._ceilings: dict[Pattern, float] = {}

    def at_most(self, pattern: Pattern) -> float:
        """The score a pair of this pattern cannot exceed, whatever its values: spares most of the work."""
        bits = self._ceilings.get(pattern)
        if bits is None:
            bits = self.prior + sum(
                min(math.log2(self.m[index][level] * self.size / 2), CEILING)
                if level == Level.SAME
                else math.log2(self.m[index][level] / self.u[index][level])
                for index, level in enumerate(pattern)
                if level
            )
            self._ceilings[pattern] = bits
        return bits

    def parts(self, one: Candidate, other: Candidate, pattern: Pattern) -> list[float]:
        """The weight of each field for this pair, in bits; 0 where a value is missing."""
        result = []
        for index, level in enumerate(pattern):
            if level == Level.MISSING:
                result.append(0.0)
                continue
            u = self.u[index][level]
            if level == Level.SAME:
                u = min(max(u, 1 / self.size), self._frequency(index, one, other))
            weight = math.log2(self.m[index][level] / u)
            result.append(min(max(weight, FLOOR), CEILING))
        return result

    def _frequency(self, index: int, one: Candidate, other: Candidate) -> float:
        common = values_of(index, one) & values_of(index, other)
        rarest = min((self._rarity[index][value] for value in common), default=2)
        return max(rarest, 2) / self.size


def values_of(index: int, person: Candidate) -> frozenset[str]:
    """The values a record holds for one of `FIELDS`."""
    name = FIELDS[index]
    if name in ("email", "phone", "identifier"):
        return getattr(person, name + "s")
    value = getattr(person, name)
    return frozenset((value,)) if value else frozenset()


def fit(people: Sequence[Candidate], patterns: Counter[Pattern]) -> Weights:
    """Weights for this base, from the patterns of its candidate pairs and a sample of random ones."""
    size = len(people)
    u = _measured_u(people)
    m = _refitted_m(patterns, u, size)
    rarity: list[Counter[str]] = [Counter() for _ in FIELDS]
    for person in people:
        for index in range(len(FIELDS)):
            rarity[index].update(values_of(index, person))
    return Weights(m, u, rarity, size)


def _table(source: Mapping[str, tuple[float, ...]]) -> Table:
    return [{level: max(source[name][i], 1e-5) for i, level in enumerate(LEVELS)} for name in FIELDS]


def _measured_u(people: Sequence[Candidate]) -> Table:
    counts: list[Counter[Level]] = [Counter() for _ in FIELDS]
    drawn = random.Random(20)  # noqa: S311
    if len(people) > 1:
        for _ in range(min(SAMPLE, len(people) * 20)):
            one, other = drawn.sample(range(len(people)), 2)
            for index, level in enumerate(compare(people[one], people[other])):
                counts[index][level] += 1
    return [_blend(counts[index], prior, 200) for index, prior in enumerate(_table(_U))]


def _blend(
    counts: Counter[Level] | dict[Level, float], prior: dict[Level, float], weight: float
) -> dict[Level, float]:
    total = sum(counts.get(level, 0) for level in LEVELS)
    return {level: (counts.get(level, 0) + weight * prior[level]) / (total + weight) for level in LEVELS}


def _refitted_m(patterns: Counter[Pattern], u: Table, size: int) -> Table:
    """A few rounds of expectation and maximisation, the priors holding the first hand."""
    prior = _table(_M)
    m = prior
    base = -math.log2(max(size, 2)) - 4
    for _ in range(4):
        seen: list[dict[Level, float]] = [{} for _ in FIELDS]
        for pattern, count in patterns.items():
            bits = base + sum(
                math.log2(m[i][level] / u[i][level]) for i, level in enumerate(pattern) if level
            )
            share = count / (1 + 2 ** min(60.0, -bits)) if bits > -60 else 0.0
            if share:
                for i, level in enumerate(pattern):
                    if level:
                        seen[i][level] = seen[i].get(level, 0.0) + share
        m = [_blend(seen[i], prior[i], PRIOR_PAIRS) for i in range(len(FIELDS))]
    return m
