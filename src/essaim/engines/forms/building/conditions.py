"""Conditions as a page proposes them: each is one line of a list, « telle question : est « Oui » »."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.forms.definition.conditions import leaves
from essaim.engines.forms.definition.parts import Definition, Question

LINES = 3
Group = tuple[str, list[tuple[str, str]]]


def before(definition: Definition, key: str) -> list[Question]:
    """The questions asked before `key` (a question or a section)."""
    found: list[Question] = []
    for section in definition.sections:
        if section.key == key:
            return found
        for question in section.questions:
            if question.key == key:
                return found
            found.append(question)
    return found


def proposals(questions: list[Question]) -> list[Group]:
    groups: list[Group] = []
    for question in questions:
        name = question.label[:60] or question.key
        options = (
            [(code, f"{name} : {text}") for code, text in _of(question)] if question.kind.condition else []
        )
        if options:
            groups.append((question.label[:80] or question.key, options))
    return groups


def _of(question: Question) -> Iterator[tuple[str, str]]:
    key = question.key
    if question.type in ("choice", "choices"):
        for choice in question.choices:
            yield f"{key}|is|{choice.key}", _("est « %s »") % choice.label
            yield f"{key}|is_not|{choice.key}", _("n’est pas « %s »") % choice.label
    elif question.type == "matrix":
        for row in question.rows:
            for choice in question.choices:
                yield f"{key}.{row.key}|is|{choice.key}", f"{row.label} : {choice.label}"
    elif question.type in ("number", "money", "scale", "date"):
        yield f"{key}|gte|", _("est au moins… (valeur à droite)")
        yield f"{key}|lte|", _("est au plus… (valeur à droite)")
        yield f"{key}|is|", _("est égal à… (valeur à droite)")
    elif question.type == "text":
        yield f"{key}|is|", _("est exactement… (texte à droite)")
    yield f"{key}|filled|", _("est rempli")
    yield f"{key}|empty|", _("n’est pas rempli")


def chosen(tree: Mapping[str, Any]) -> list[tuple[str, str]]:
    """(proposal, value beside it) for each line of a page."""
    found = []
    for leaf in leaves(tree):
        key, op, value = str(leaf.get("q", "")), leaf.get("op", "is"), str(leaf.get("value", ""))
        exact = f"{key}|{op}|{value}"
        found.append((exact, "") if _is_choice(value) else (f"{key}|{op}|", value))
    return found


def _is_choice(value: str) -> bool:
    return value[:1] == "c" and value[1:].isdecimal()


def read(picked: list[tuple[str, str]], any_of: bool) -> dict[str, Any]:
    branches = []
    for proposal, beside in picked:
        parts = proposal.split("|")
        if len(parts) != 3 or not parts[0]:
            continue
        key, op, value = parts
        leaf: dict[str, Any] = {"q": key, "op": op}
        if op not in ("filled", "empty"):
            leaf["value"] = value or beside.strip().replace(",", ".")[:200]
        branches.append(leaf)
    return {"any" if any_of else "all": branches} if branches else {}
