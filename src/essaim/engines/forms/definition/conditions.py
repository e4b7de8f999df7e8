"""Conditions: when a question or a section is asked.

A tree is {"all": [tree…]}, {"any": [tree…]} or a leaf {"q": question, "op": …, "value": …}; an empty one
always holds. `q` may be "question.row" for one row of a matrix. What is hidden counts as unanswered, so a
question hidden by another hides in turn those that hang on it. frontend/src/js/fill.js reads them the
same way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from .parts import Definition, Question, decimal

OPERATORS: dict[str, Any] = {
    "is": _("est"),
    "is_not": _("n’est pas"),
    "gte": _("est au moins"),
    "lte": _("est au plus"),
    "filled": _("est rempli"),
    "empty": _("n’est pas rempli"),
}


@dataclass(frozen=True)
class Shown:
    """What a voice is asked, and its answers without those that hang on nothing any more."""

    sections: frozenset[str]
    questions: frozenset[str]
    values: Mapping[str, Any]


def holds(tree: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    if not tree:
        return True
    if "all" in tree:
        return all(holds(branch, values) for branch in tree["all"])
    if "any" in tree:
        branches = tree["any"]
        return not branches or any(holds(branch, values) for branch in branches)
    return _leaf(tree, values)


def _leaf(leaf: Mapping[str, Any], values: Mapping[str, Any]) -> bool:
    key, _dot, row = str(leaf.get("q", "")).partition(".")
    found = values.get(key)
    if row:
        found = found.get(row) if isinstance(found, Mapping) else None
    op, wanted = leaf.get("op", "is"), leaf.get("value", "")
    filled = found not in (None, "", [], {})
    if op == "filled":
        return filled
    if op == "empty":
        return not filled
    if op == "is":
        return filled and _same(found, wanted)
    if op == "is_not":
        return not (filled and _same(found, wanted))
    return filled and _compared(op, found, wanted)


def _same(found: Any, wanted: Any) -> bool:
    if isinstance(found, list):
        return str(wanted) in [str(item) for item in found]
    left, right = decimal(found), decimal(wanted)
    if left is not None and right is not None:
        return left == right
    return _text(found) == _text(wanted)


def _text(value: Any) -> str:
    if isinstance(value, Mapping):
        value = value.get("text") or value.get("city") or ""
    return str(value).strip().casefold()


def _compared(op: str, found: Any, wanted: Any) -> bool:
    """Numbers as numbers, a list by how many it holds, dates as they are written (ISO)."""
    left, right = decimal(len(found) if isinstance(found, list) else found), decimal(wanted)
    if left is None or right is None:
        first, second = str(found), str(wanted)
        return first >= second if op == "gte" else first <= second
    return left >= right if op == "gte" else left <= right


def shown(
    definition: Definition,
    values: Mapping[str, Any],
    party: str = "",
    others: Mapping[str, Any] | None = None,
) -> Shown:
    """`others`: what this voice reads of other voices, which conditions may look at."""
    sections: set[str] = set()
    questions: set[str] = set()
    kept: dict[str, Any] = {}
    known: dict[str, Any] = dict(others or {})
    for section in definition.sections:
        if not holds(section.when, known):
            continue
        sections.add(section.key)
        for question in section.questions:
            if not holds(question.when, known):
                continue
            questions.add(question.key)
            for name, value in _said(question, values, party):
                kept[name] = value
                known[name] = value
    return Shown(frozenset(sections), frozenset(questions), kept)


def _said(question: Question, values: Mapping[str, Any], party: str) -> Iterator[tuple[str, Any]]:
    if question.asked_of(party) and values.get(question.key) not in (None, "", [], {}):
        yield question.key, values[question.key]
    comment = comment_key(question.key)
    if question.commented_by(party) and values.get(comment):
        yield comment, values[comment]


def comment_key(key: str) -> str:
    return f"{key}__comment"


def leaves(tree: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    if not tree:
        return
    for name in ("all", "any"):
        if name in tree:
            for branch in tree[name]:
                yield from leaves(branch)
            return
    yield tree
