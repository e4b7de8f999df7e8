"""Scores computed from answers, in decimals: what was earned, out of what could be.

A question counts when it has a weight, or a choice with points. Unanswered, it earns nothing of what it
could; hidden, it is left out of both. A mean is that of the answers given, weighted.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from .parts import Definition, Question, Score, decimal

ZERO = Decimal(0)
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Mark:
    """One question's, weighted. `answered` weighs the answers given, for means."""

    earned: Decimal
    possible: Decimal
    answered: Decimal


@dataclass(frozen=True)
class Result:
    key: str
    label: str
    value: Decimal | None
    possible: Decimal | None
    method: str
    band: str = ""

    def as_json(self) -> dict[str, Any]:
        return {
            "label": self.label,
            "value": None if self.value is None else str(self.value),
            "possible": None if self.possible is None else str(self.possible),
            "method": self.method,
            "band": self.band,
        }


def counts(question: Question) -> bool:
    if not question.kind.scored or question.weight == ZERO:
        return False
    return question.weight is not None or any(choice.points is not None for choice in question.choices)


def mark(question: Question, value: Any) -> Mark | None:
    """None when the question brings no points."""
    if not counts(question):
        return None
    weight = question.weight if question.weight is not None else Decimal(1)
    earned, possible, answered = _raw(question, value)
    return Mark(earned * weight, possible * weight, answered * weight)


def _raw(question: Question, value: Any) -> tuple[Decimal, Decimal, Decimal]:
    one = Decimal(1)
    if question.type == "scale":
        found = decimal(value) if value not in (None, "") else None
        return found or ZERO, Decimal(max(question.scale)), one if found is not None else ZERO
    if question.type == "number":
        found = decimal(value) if value not in (None, "") else None
        return found or ZERO, decimal(question.max) or ZERO, one if found is not None else ZERO
    points = {choice.key: choice.points or ZERO for choice in question.choices}
    best = max([ZERO, *points.values()])
    if question.type == "matrix":
        given = value if isinstance(value, Mapping) else {}
        told = [given[row.key] for row in question.rows if given.get(row.key) in points]
        return (
            sum((points[key] for key in told), ZERO),
            best * len(question.rows),
            Decimal(len(told)),
        )
    if question.type == "choices":
        chosen = [key for key in value if key in points] if isinstance(value, list) else []
        most = sum((worth for worth in points.values() if worth > 0), ZERO)
        return max(sum((points[key] for key in chosen), ZERO), ZERO), most, one if chosen else ZERO
    chosen_one = value if isinstance(value, str) and value in points else None
    return points[chosen_one] if chosen_one else ZERO, best, one if chosen_one else ZERO


def compute(
    definition: Definition, values: Mapping[str, Any], visible: Collection[str], party: str = ""
) -> list[Result]:
    """One result for each score of the form; a form that says none and has points gets its total."""
    marks: dict[str, Mark] = {}
    for question in definition.questions():
        if question.key in visible and question.asked_of(party):
            found = mark(question, values.get(question.key))
            if found is not None:
                marks[question.key] = found
    scores = definition.scores or ((Score("total", "", (), "sum", ()),) if marks else ())
    return [_result(score, marks) for score in scores if _concerns(score, marks)]


def _concerns(score: Score, marks: Mapping[str, Mark]) -> bool:
    return bool(marks) and (not score.questions or any(key in marks for key in score.questions))


def _result(score: Score, marks: Mapping[str, Mark]) -> Result:
    counted = [found for key, found in marks.items() if not score.questions or key in score.questions]
    earned = sum((item.earned for item in counted), ZERO)
    possible = sum((item.possible for item in counted), ZERO)
    answered = sum((item.answered for item in counted), ZERO)
    value: Decimal | None = earned
    top: Decimal | None = possible
    if score.method == "mean":
        value, top = (earned / answered if answered else None), None
    elif score.method == "percent":
        value, top = (earned * 100 / possible if possible else None), Decimal(100)
    value = None if value is None else value.quantize(CENT, ROUND_HALF_UP)
    return Result(score.key, score.label, value, top, score.method, band_of(score, value))


def band_of(score: Score, value: Decimal | None) -> str:
    """The label of the highest band the value reaches."""
    if value is None:
        return ""
    reached = [band.label for band in score.bands if band.least <= value]
    return reached[-1] if reached else ""
