"""From records to scored pairs with their evidence."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from .blocking import candidate_pairs
from .compare import FIELDS, Level, Pattern, compare
from .features import Candidate
from .weights import Weights, fit

AUTO_BITS, REVIEW_BITS = 16.0, 0.0
LARGEST_CLUSTER = 12
STRONG = frozenset({"birth", "email", "phone", "identifier"})


@dataclass(slots=True)
class Evidence:
    """What one field says: its level and its weight in bits (positive: the same person)."""

    field: str
    level: Level
    bits: float


@dataclass(slots=True)
class Pair:
    """Two records that may be one person. `band`: "auto" | "review"; `veto`: why never "auto".

    `score` is in bits: 0 is even odds, each bit doubles them. `through`: the record that ties them
    when they were not close enough by themselves.
    """

    one: Candidate
    other: Candidate
    score: float
    evidence: list[Evidence] = field(default_factory=list)
    veto: str = ""
    through: Candidate | None = None

    @property
    def band(self) -> str:
        if self.veto or self.through is not None or self.score < AUTO_BITS:
            return "review"
        proven = {item.field for item in self.evidence if item.field in STRONG and item.level == Level.SAME}
        names = {
            item.field
            for item in self.evidence
            if item.field in ("given", "family") and item.level >= Level.TYPO
        }
        return "auto" if len(proven) >= 2 and len(names) == 2 else "review"


def veto(one: Candidate, other: Candidate, pattern: Pattern) -> str:
    """Evidence that likeness hardly outweighs: "identifier", "generation" (parent and child of one
    name), "birth", "given" (twins, couples), or ""."""
    levels = dict(zip(FIELDS, pattern, strict=True))
    if levels["identifier"] == Level.DIFFERENT:
        return "identifier"
    if levels["identifier"] == Level.SAME:
        return ""
    if levels["birth"] == Level.DIFFERENT:
        years = abs(int(one.birth[:4]) - int(other.birth[:4]))
        return "generation" if years >= GENERATION else "birth"
    household = levels["street"] >= Level.TYPO or levels["phone"] == Level.SAME
    if levels["given"] == Level.DIFFERENT and levels["family"] >= Level.TYPO and household:
        return "given"
    return ""


VETO_BITS = {"identifier": 20.0, "generation": 30.0, "birth": 20.0, "given": 22.0}
GENERATION = 15


def score(one: Candidate, other: Candidate, weights: Weights, pattern: Pattern | None = None) -> Pair:
    """The pair with its score and evidence."""
    pattern = pattern or compare(one, other)
    parts = weights.parts(one, other, pattern)
    reason = veto(one, other, pattern)
    total = weights.prior + sum(parts) - VETO_BITS.get(reason, 0.0)
    evidence = [
        Evidence(name, level, bits)
        for name, level, bits in zip(FIELDS, pattern, parts, strict=True)
        if level != Level.MISSING
    ]
    return Pair(one, other, total, evidence, reason)


class _Compared:
    """The patterns of all candidate pairs, in twelve bytes a pair."""

    def __init__(self, people: Sequence[Candidate]) -> None:
        self._lines = array("I")
        self._numbers: dict[Pattern, int] = {}
        self._counts: list[int] = []
        for i, j in candidate_pairs(people):
            pattern = compare(people[i], people[j])
            number = self._numbers.setdefault(pattern, len(self._counts))
            if number == len(self._counts):
                self._counts.append(0)
            self._counts[number] += 1
            self._lines.extend((i, j, number))

    def counts(self) -> Counter[Pattern]:
        return Counter({pattern: self._counts[number] for pattern, number in self._numbers.items()})

    def __iter__(self) -> Iterator[tuple[int, int, Pattern]]:
        patterns = list(self._numbers)
        lines = self._lines
        for at in range(0, len(lines), 3):
            yield lines[at], lines[at + 1], patterns[lines[at + 2]]


def scan(people: Sequence[Candidate], at_least: float = REVIEW_BITS) -> list[Pair]:
    """Every pair of at least `at_least` bits, best first, completed by what they imply together."""
    compared = _Compared(people)
    weights = fit(people, compared.counts())
    found: dict[tuple[int, int], Pair] = {}
    for i, j, pattern in compared:
        if weights.at_most(pattern) < at_least:
            continue
        pair = score(people[i], people[j], weights, pattern)
        if pair.score >= at_least:
            found[i, j] = pair
    for (i, j), middle in _implied(found, len(people)):
        pair = score(people[i], people[j], weights)
        if not pair.veto:
            pair.through = people[middle]
            found[i, j] = pair
    return sorted(found.values(), key=lambda pair: (pair.through is not None, -pair.score))


def _implied(found: dict[tuple[int, int], Pair], size: int) -> Iterator[tuple[tuple[int, int], int]]:
    """Pairs tied by a third record: a with b, b with c, so a with c, where nothing speaks against it."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for (i, j), pair in found.items():
        if pair.score >= 3 and not pair.veto:
            neighbours[i].add(j)
            neighbours[j].add(i)
    seen: set[tuple[int, int]] = set()
    for middle, around in neighbours.items():
        if len(around) > LARGEST_CLUSTER:
            continue
        for i, j in combinations(sorted(around), 2):
            if (i, j) not in found and (i, j) not in seen:
                seen.add((i, j))
                yield (i, j), middle
