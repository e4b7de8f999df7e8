"""A form as a page draws it for one voice: sections, questions, what was answered, what is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from essaim.engines.forms.definition.conditions import comment_key, leaves, shown
from essaim.engines.forms.definition.parts import Choice, Definition, Question, Section
from essaim.engines.forms.definition.scoring import counts

from .reading import ADDRESS

EMPTY: Mapping[str, Any] = dict.fromkeys((*ADDRESS, "name", "id", "text"), "")


@dataclass(frozen=True)
class Said:
    """What another voice said of the same question."""

    who: str
    text: str
    comment: str = ""


@dataclass(frozen=True)
class Option:
    key: str
    label: str
    chosen: bool
    id: str


@dataclass(frozen=True)
class Line:
    """A row of a matrix."""

    name: str
    label: str
    options: list[Option]


@dataclass(frozen=True)
class Item:
    """One question. `own`: this voice answers it; else only its comment is asked, or nothing."""

    question: Question
    value: Any
    error: str
    shown: bool
    own: bool
    comments: bool
    comment: str
    comment_error: str
    others: list[Said]
    hint: str
    files: list[Any]

    @property
    def key(self) -> str:
        return self.question.key

    @property
    def id(self) -> str:
        return f"id_{self.question.key}"

    @property
    def described(self) -> str:
        parts = [f"{self.id}_help"] if self.question.help else []
        return " ".join([*parts, f"{self.id}_error"] if self.error else parts)

    @property
    def options(self) -> list[Option]:
        chosen = self.value if isinstance(self.value, list) else [self.value]
        return _options(self.question.choices, chosen, self.id)

    @property
    def levels(self) -> list[Option]:
        return [
            Option(str(level), str(level), str(self.value) == str(level), f"{self.id}_{level}")
            for level in self.question.scale
        ]

    @property
    def lines(self) -> list[Line]:
        given = self.value if isinstance(self.value, Mapping) else {}
        return [
            Line(
                f"{self.key}--{row.key}",
                row.label,
                _options(self.question.choices, [given.get(row.key)], f"{self.id}_{row.key}"),
            )
            for row in self.question.rows
        ]

    @property
    def part(self) -> Mapping[str, Any]:
        """The value of a question made of parts."""
        return {**EMPTY, **self.value} if isinstance(self.value, Mapping) else EMPTY


def _options(choices: tuple[Choice, ...], chosen: list[Any], prefix: str) -> list[Option]:
    return [Option(item.key, item.label, item.key in chosen, f"{prefix}_{item.key}") for item in choices]


@dataclass(frozen=True)
class Block:
    section: Section
    shown: bool
    items: list[Item]
    hint: str


def blocks(
    definition: Definition,
    values: Mapping[str, Any],
    *,
    party: str = "",
    errors: Mapping[str, str] | None = None,
    others: Mapping[str, Any] | None = None,
    said: Mapping[str, list[Said]] | None = None,
    files: Mapping[str, list[Any]] | None = None,
) -> list[Block]:
    errors, said, files = errors or {}, said or {}, files or {}
    visible = shown(definition, values, party, others)
    labels = {question.key: question for question in definition.questions()}
    drawn = []
    for section in definition.sections:
        items = [
            Item(
                question=question,
                value=values.get(question.key, ""),
                error=errors.get(question.key, ""),
                shown=question.key in visible.questions,
                own=question.asked_of(party),
                comments=question.commented_by(party),
                comment=values.get(comment_key(question.key), ""),
                comment_error=errors.get(comment_key(question.key), ""),
                others=said.get(question.key, []),
                hint=_hint(question.when, labels),
                files=files.get(question.key, []),
            )
            for question in section.questions
            if question.asked_of(party) or question.commented_by(party) or said.get(question.key)
        ]
        if items:
            drawn.append(Block(section, section.key in visible.sections, items, _hint(section.when, labels)))
    return drawn


def _hint(tree: Mapping[str, Any], labels: Mapping[str, Question]) -> str:
    """For readers without a script: which question decides."""
    names = dict.fromkeys(str(leaf.get("q", "")).partition(".")[0] for leaf in leaves(tree))
    return ", ".join(labels[name].label for name in names if name in labels)


def conditions_json(definition: Definition, party: str, others: Mapping[str, Any]) -> dict[str, Any]:
    """What the page's script needs to show and hide by itself. Of other voices, only what this one reads."""
    rules = {question.key: dict(question.when) for question in definition.questions() if question.when}
    rules |= {section.key: dict(section.when) for section in definition.sections if section.when}
    asked = {str(leaf.get("q", "")).partition(".")[0] for tree in rules.values() for leaf in leaves(tree)}
    return {"rules": rules, "others": {key: value for key, value in others.items() if key in asked}}


def has_scores(definition: Definition) -> bool:
    return any(counts(question) for question in definition.questions())
