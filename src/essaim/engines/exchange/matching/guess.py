"""Which column is which field: titles first, contents to confirm, to deny, and where titles say nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from essaim.engines.exchange.reading.table import REASON
from essaim.engines.exchange.values.choices import Choices
from essaim.engines.records.api import Field, Kind, RecordType

from .contents import natures_of, parts_of
from .targets import Target, targets_for
from .words import likeness

SURE = 0.85
PROBABLE = 0.6
TELLING = ("siret", "siren", "email", "naf")
STRICT = ("siret", "siren", "email", "naf", "date", "phone", "postcode", "house")
WORDS = ("street", "city", "name", "last_name", "first_name", "legal_form", "job_title")
LISTED = (Kind.CHOICE, Kind.CHOICES, Kind.TAGS, Kind.LINK)


@dataclass(frozen=True)
class Guess:
    """`target`: code, or "" to leave the column aside; `score`: 0 to 1."""

    target: str
    score: float

    @property
    def sure(self) -> bool:
        return self.score >= SURE


def guess(user: Any, record_type: RecordType, headings: list[str], sample: list[list[Any]]) -> list[Guess]:
    """One guess a column; no two columns get the same field unless it takes several values."""
    targets = targets_for(user, record_type)
    lists = Lists(user, record_type)
    columns = [[row[index] for row in sample] for index in range(len(headings))]
    natures = [natures_of(cells) for cells in columns]
    scored = []
    for index, heading in enumerate(headings):
        if heading == REASON:
            continue
        for order, target in enumerate(targets.values()):
            score = _score(lists, heading, natures[index], columns[index], target)
            if score >= PROBABLE:
                scored.append((-score, "." in target.code, index, order, target))
    return _assigned(scored, len(headings))


def _assigned(scored: list[Any], count: int) -> list[Guess]:
    result: dict[int, Guess] = {}
    taken: set[str] = set()
    for negative, _related, index, _order, target in sorted(scored, key=lambda item: item[:4]):
        if index in result or target.code in taken:
            continue
        if target.code.startswith("@") and target.code != "@street_number" and set(target.writes) & taken:
            continue
        result[index] = Guess(target.code, round(-negative, 3))
        taken.add(target.code)
        if target.code.startswith("@") and target.code != "@street_number":
            taken.update(target.writes)
    return [result.get(index, Guess("", 0.0)) for index in range(count)]


class Lists:
    """The lists of ours that columns may name, each read once."""

    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.type = record_type
        self._known: dict[str, Choices] = {}

    def __getitem__(self, field: Field) -> Choices:
        if field.name not in self._known:
            self._known[field.name] = Choices.of(self.user, self.type, field)
        return self._known[field.name]


def _score(lists: Lists, heading: str, natures: dict[str, float], cells: list[Any], target: Target) -> float:
    by_title = max((likeness(heading, word) for word in target.words), default=0.0)
    if "." in target.code and by_title < SURE:
        return 0.7 if target.bare and natures and natures[target.nature] > 0.9 else 0.0
    nature = target.nature
    if nature and natures:
        return _with_nature(by_title, nature, natures, target)
    if target.field is not None and target.field.kind in LISTED and natures:
        return _with_options(lists, by_title, cells, target)
    if natures and _is_something_else(natures, target):
        return min(by_title, 0.5)
    return by_title


def _with_nature(by_title: float, nature: str, natures: dict[str, float], target: Target) -> float:
    share = natures[nature]
    if nature == "siren" and natures["siret"] > 0.5:
        return 0.0
    if nature in STRICT and share < 0.3:
        foreign = nature in TELLING and share == 0 and by_title < SURE
        return 0.0 if foreign else min(by_title, 0.62)
    if by_title >= PROBABLE:
        return min(1.0, by_title + 0.15 * share)
    if share < 0.9:
        return 0.0
    if nature in TELLING:
        return 0.8
    if nature in ("phone", "town", "address"):
        return 0.66 if target.code != "mobile" else 0.64
    return 0.0


def _with_options(lists: Lists, by_title: float, cells: list[Any], target: Target) -> float:
    """A column whose values are the very names of a list of ours is that list."""
    if target.field is None or "." in target.code:
        return 0.0
    parts = parts_of(cells)
    if not parts or len(parts) > 60:
        return by_title
    choices = lists[target.field]
    known = sum(part in choices for part in parts) / len(parts)
    if by_title >= PROBABLE:
        return min(1.0, by_title + 0.1 * known) if known or len(parts) <= 30 else by_title - 0.1
    if target.field.kind == Kind.LINK:
        return 0.0
    return 0.72 if known >= 0.8 and (len(parts) > 1 or len(cells) > 3) else 0.0


def _is_something_else(natures: dict[str, float], target: Target) -> bool:
    """A column of e-mail addresses is no name, whatever its title."""
    if target.field is None or not target.field.is_text:
        return False
    if target.field.name in WORDS and natures["house"] > 0.7:
        return True
    return any(natures[nature] > 0.9 for nature in ("email", "siret")) and target.field.kind != Kind.LONG_TEXT
