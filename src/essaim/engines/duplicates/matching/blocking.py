"""Which pairs are worth comparing.

Each record gives many short keys, each made of two pieces of evidence (a name's sound and a
postcode, a number and a street…); two records that share several keys, or a strong one, are compared.
Keys shared by too many records say nothing and are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from .features import Candidate

LARGEST_BLOCK, LARGEST_BLOCK_BIG = 60, 20
ENOUGH, ENOUGH_BIG = 2, 3
BIG = 20_000
_VOWELS = frozenset("aeiouhwy")
_SOUNDS = (
    ("ph", "f"), ("ck", "k"), ("qu", "k"), ("gu", "g"), ("ch", "j"), ("sc", "s"), ("ce", "se"), ("ci", "si"),
    ("c", "k"), ("z", "s"), ("x", "s"), ("v", "f"), ("w", "v"),
)  # fmt: skip

Key = tuple[str, ...]


def sound(name: str) -> str:
    """The consonants of a name as they sound in French, first letter kept: "philippe" → "flp"."""
    text = re.sub(r"[^a-z]", "", name)
    for written, heard in _SOUNDS:
        text = text.replace(written, heard)
    out = text[:1]
    for char in text[1:]:
        if char not in _VOWELS and char != out[-1]:
            out += char
    return out[:5]


def keys(person: Candidate) -> set[Key]:
    """The blocking keys of a record; those whose first part starts with "!" are strong."""
    found: set[Key] = set()
    names = sorted({name for name in (person.given, person.family, person.other_family) if name})
    _places(found, person, names)
    _names(found, person, names)
    for kind, values in (("!mail", person.emails), ("!phone", person.phones), ("!id", person.identifiers)):
        found.update((kind, value) for value in values)
    return found


def _add(found: set[Key], *parts: str) -> None:
    if all(parts):
        found.add(parts)


def _places(found: set[Key], person: Candidate, names: list[str]) -> None:
    number, postcode, city = person.number, person.postcode, person.city[:5]
    lines = [line.replace(" ", "") for line in (person.street, person.street2)]
    for name in names:
        for tag, piece in (
            ("p", postcode),
            ("c", city),
            ("n", number),
            ("1", lines[0][:6]),
            ("2", lines[1][:6]),
        ):
            _add(found, "s" + tag, sound(name), piece)
        for tag, piece in (("p", postcode), ("c", city[:4]), ("n", number), ("1", lines[0][:5])):
            _add(found, "t" + tag, name[:3], piece)
    for line in lines:
        _add(found, "ln", line[:4], number)
        _add(found, "lp", line[:5], postcode)
        _add(found, "lc", line[:5], city[:4])
        _add(found, "l", line)
    _add(found, "ll", *sorted(line[:5] for line in lines))
    _add(found, "pn", postcode, number)
    _add(found, "cn", city[:4], number)
    _add(found, "cp", city, postcode)
    _add(found, "qn", "".join(sorted(postcode)), number)


def _names(found: set[Key], person: Candidate, names: list[str]) -> None:
    birth = person.birth
    if len(names) >= 2:
        for one, other in combinations(names, 2):
            _add(found, "!nn", *sorted((one, other)))
            _add(found, "ss", *sorted((sound(one), sound(other))))
            _add(found, "tt", *sorted((one[:3], other[:3])))
    for name in names:
        for token in name.split():
            _add(found, "bs", birth, sound(token))
            _add(found, "yt", birth[:4], token[:2])
            _add(found, "dt", birth[4:], token[:2])
    _add(found, "b", birth)
    _add(found, "bq", "".join(sorted(birth)))
    _add(found, "yn", birth[:4], person.number)
    for mail in person.emails:
        local = mail.split("@")[0]
        _add(found, "m", re.sub(r"[^a-z]", "", local))


class Index:
    """An inverted index of the keys of known records; a block too large is closed and forgotten."""

    def __init__(self, expected: int = 0) -> None:
        """`expected`: how many records will be added; a big base asks for rarer and more shared keys."""
        self._largest = LARGEST_BLOCK_BIG if expected >= BIG else LARGEST_BLOCK
        self._enough = ENOUGH_BIG if expected >= BIG else ENOUGH
        self._blocks: dict[int, list[int] | None] = {}

    def add(self, position: int, person: Candidate) -> None:
        """Makes `person` findable under `position`."""
        self._add(position, {hash(key) for key in keys(person)})

    def near(self, person: Candidate) -> list[int]:
        """The positions of the records worth comparing with `person`."""
        return self._near(keys(person))

    def near_then_add(self, position: int, person: Candidate) -> list[int]:
        """As `near`, then `add`, computing the keys once."""
        found = keys(person)
        around = self._near(found)
        self._add(position, {hash(key) for key in found})
        return around

    def _near(self, found: set[Key]) -> list[int]:
        shared: dict[int, int] = {}
        for key in found:
            block = self._blocks.get(hash(key))
            if block:
                weight = 3 if key[0][0] == "!" else 1
                for position in block:
                    shared[position] = shared.get(position, 0) + weight
        return [position for position, count in shared.items() if count >= self._enough]

    def _add(self, position: int, found: set[int]) -> None:
        for key in found:
            block = self._blocks.setdefault(key, [])
            if block is None:
                continue
            if len(block) >= self._largest:
                self._blocks[key] = None
            else:
                block.append(position)


def candidate_pairs(people: Sequence[Candidate]) -> Iterator[tuple[int, int]]:
    """The pairs of positions worth comparing, each once, lower first."""
    index = Index(len(people))
    for position, person in enumerate(people):
        for other in index.near_then_add(position, person):
            yield other, position
