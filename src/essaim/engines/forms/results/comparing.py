"""A grid side by side: its questions in rows, its voices in columns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from essaim.engines.forms.definition.conditions import comment_key
from essaim.engines.forms.definition.parts import Definition, Question, Section
from essaim.engines.forms.filling.showing import signature_svg, text_of
from essaim.engines.forms.hearing import name_of
from essaim.engines.forms.models import Voice


@dataclass(frozen=True)
class Cell:
    """`asked`: this voice had to say something here."""

    text: str
    comment: str
    drawing: Any
    asked: bool


@dataclass(frozen=True)
class Line:
    question: Question
    cells: list[Cell]
    differ: bool


@dataclass(frozen=True)
class Table:
    heads: list[tuple[Voice, str]]
    sections: list[tuple[Section, list[Line]]]
    scores: list[tuple[str, list[Mapping[str, Any] | None]]]


def compare(definition: Definition, voices: list[Voice], files: Mapping[str, str]) -> Table:
    heads = [(voice, name_of(definition, voice)) for voice in voices]
    sections = []
    for section in definition.sections:
        lines = [_line(question, voices, files) for question in section.questions if question.type != "note"]
        if lines:
            sections.append((section, lines))
    keys = dict.fromkeys(key for voice in voices for key in voice.scores)
    scores = [
        (
            next(voice.scores[key]["label"] for voice in voices if key in voice.scores),
            [voice.scores.get(key) for voice in voices],
        )
        for key in keys
    ]
    return Table(heads, sections, scores)


def _line(question: Question, voices: list[Voice], files: Mapping[str, str]) -> Line:
    cells = [
        Cell(
            text=text_of(question, voice.values.get(question.key), files),
            comment=voice.values.get(comment_key(question.key), ""),
            drawing=signature_svg(voice.values.get(question.key) or {})
            if question.type == "signature"
            else "",
            asked=question.asked_of(voice.party) or question.commented_by(voice.party),
        )
        for voice in voices
    ]
    said = {cell.text for cell in cells if cell.text}
    return Line(question, cells, len(said) > 1 and question.kind.scored)
