"""A definition read from its JSON, in one language.

    {"sections": [{"key", "title", "text", "when", "questions": [
        {"key", "type", "label", "help", "required", "when", "choices": [{"key", "label", "points"}],
         "rows": [{"key", "label"}], "min", "max", "unit", "low", "high", "format", "weight",
         "messages": {"required", "check"}, "voices": [party], "comments": [party]}]}],
     "parties": [{"key", "label", "turn", "sees": [party], "signs"}],
     "scores": [{"key", "label", "questions": [key], "method", "bands": [{"min", "label"}]}],
     "translations": {"en": {"q1.label": "…"}}}

Numbers travel as text, so that 0.1 stays 0.1. Translated texts are named by their path (`texts.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from typing import Any

from .types import TYPES, QuestionType

Say = Callable[[str, str], str]


def decimal(text: Any) -> Decimal | None:
    """The number a text holds, None for nothing or nonsense."""
    try:
        found = Decimal(str(text).strip().replace(",", "."))
    except InvalidOperation:
        return None
    return found if found.is_finite() and abs(found) < Decimal(10) ** 15 else None


@dataclass(frozen=True)
class Choice:
    key: str
    label: str
    points: Decimal | None = None


@dataclass(frozen=True)
class Party:
    """Who answers a grid in turn `turn`. `sees`: the parties whose column it reads, once they are done."""

    key: str
    label: str
    turn: int = 1
    sees: tuple[str, ...] = ()
    signs: bool = False


@dataclass(frozen=True)
class Band:
    least: Decimal
    label: str


@dataclass(frozen=True)
class Score:
    key: str
    label: str
    questions: tuple[str, ...]
    method: str
    bands: tuple[Band, ...]


@dataclass(frozen=True)
class Question:
    key: str
    type: str
    label: str
    help: str = ""
    required: bool = False
    when: Mapping[str, Any] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    rows: tuple[Choice, ...] = ()
    min: str = ""
    max: str = ""
    unit: str = ""
    low: str = ""
    high: str = ""
    format: str = ""
    weight: Decimal | None = None
    messages: Mapping[str, str] = field(default_factory=dict)
    voices: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def kind(self) -> QuestionType:
        return TYPES[self.type]

    @property
    def scale(self) -> range:
        low, high = decimal(self.min or "1"), decimal(self.max or "5")
        first, last = int(low if low is not None else 1), int(high if high is not None else 5)
        return range(first, min(last, first + 20) + 1)

    def choice(self, key: Any) -> Choice | None:
        return next((item for item in self.choices if item.key == key), None)

    def asked_of(self, party: str) -> bool:
        return not self.voices or party in self.voices

    def commented_by(self, party: str) -> bool:
        return party in self.comments or (not party and "*" in self.comments)


@dataclass(frozen=True)
class Section:
    key: str
    title: str
    text: str
    when: Mapping[str, Any]
    questions: tuple[Question, ...]


@dataclass(frozen=True)
class Definition:
    sections: tuple[Section, ...]
    parties: tuple[Party, ...]
    scores: tuple[Score, ...]

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def question(self, key: str) -> Question | None:
        return next((item for item in self.questions() if item.key == key), None)

    def party(self, key: str) -> Party | None:
        return next((item for item in self.parties if item.key == key), None)

    def party_label(self, key: str) -> str:
        found = self.party(key)
        return found.label if found else key


def read(data: Mapping[str, Any], language: str = "", setup: Mapping[str, Any] | None = None) -> Definition:
    """`setup`: what was said when an answer was opened; its rows take the place of the form's."""
    texts = (data.get("translations") or {}).get(language) or {}
    rows = (setup or {}).get("rows") or {}

    def say(path: str, text: str) -> str:
        return texts.get(path) or text

    return Definition(
        sections=tuple(_section(item, say, rows) for item in data.get("sections", ())),
        parties=tuple(_party(item, say) for item in data.get("parties", ())),
        scores=tuple(_score(item, say) for item in data.get("scores", ())),
    )


def _section(data: Mapping[str, Any], say: Say, rows: Mapping[str, Any]) -> Section:
    key = data["key"]
    return Section(
        key=key,
        title=say(f"{key}.title", data.get("title", "")),
        text=say(f"{key}.text", data.get("text", "")),
        when=data.get("when") or {},
        questions=tuple(_question(item, say, rows) for item in data.get("questions", ())),
    )


def _question(data: Mapping[str, Any], say: Say, rows: Mapping[str, Any]) -> Question:
    key = data["key"]
    told = {
        name: say(f"{key}.{name}", data.get(name, "")) for name in ("label", "help", "unit", "low", "high")
    }
    messages = data.get("messages") or {}
    given = rows.get(key)
    lines = (
        [{"key": f"r{rank}", "label": str(label)} for rank, label in enumerate(given, 1)]
        if given
        else data.get("rows", ())
    )
    return Question(
        key=key,
        type=data["type"] if data["type"] in TYPES else "text",
        required=bool(data.get("required")),
        when=data.get("when") or {},
        choices=tuple(_choice(item, f"{key}.choices", say) for item in data.get("choices", ())),
        rows=tuple(_choice(item, f"{key}.rows", say) for item in lines),
        min=str(data.get("min", "")),
        max=str(data.get("max", "")),
        format=data.get("format", ""),
        weight=decimal(data.get("weight", "")),
        messages={name: say(f"{key}.messages.{name}", text) for name, text in messages.items()},
        voices=tuple(data.get("voices", ())),
        comments=tuple(data.get("comments", ())),
        **told,
    )


def _choice(data: Mapping[str, Any], path: str, say: Say) -> Choice:
    key = data["key"]
    return Choice(key, say(f"{path}.{key}", data.get("label", "")), decimal(data.get("points", "")))


def _party(data: Mapping[str, Any], say: Say) -> Party:
    key = data["key"]
    return Party(
        key=key,
        label=say(f"{key}.label", data.get("label", "")),
        turn=int(data.get("turn") or 1),
        sees=tuple(data.get("sees", ())),
        signs=bool(data.get("signs")),
    )


def _score(data: Mapping[str, Any], say: Say) -> Score:
    key = data["key"]
    bands = [
        Band(decimal(item.get("min", "")) or Decimal(0), say(f"{key}.bands.{rank}", item.get("label", "")))
        for rank, item in enumerate(data.get("bands", ()))
    ]
    return Score(
        key=key,
        label=say(f"{key}.label", data.get("label", "")),
        questions=tuple(data.get("questions", ())),
        method=data.get("method") or "sum",
        bands=tuple(sorted(bands, key=lambda band: band.least)),
    )
