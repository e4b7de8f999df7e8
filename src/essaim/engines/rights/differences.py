"""Differences between two states of the matrix, as they read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .matrix import Difference, Line
from .models import Reach, Role
from .wording import LETTERS, NOUNS, objective_label, resource_label


@dataclass(frozen=True)
class Shown:
    """One difference for a page: words, and for each action (noun, before, after)."""

    kind: str
    role: str
    resource: str
    objective: str
    reach: str
    cells: list[tuple[str, bool, bool]]
    others: list[str]


def shown(found: list[Difference]) -> list[Shown]:
    labels = dict(Role.objects.values_list("code", "label"))
    return [_shown(item, labels) for item in found]


def _shown(item: Difference, labels: dict[str, str]) -> Shown:
    line = item.line
    return Shown(
        item.kind,
        labels.get(line.role, line.role),
        resource_label(line.resource),
        objective_label(line.resource),
        str(Reach(line.reach).label),
        [(str(NOUNS[action]), before, after) for action, before, after in item.cells()],
        _others(item.before, item.after),
    )


def _others(before: Line | None, after: Line | None) -> list[str]:
    """What else differs than the four marks: the note, the lead role."""
    found = []
    old, new = before.note if before else "", after.note if after else ""
    if old != new and before and after:
        found.append(_("note : « %(old)s » → « %(new)s »") % {"old": old, "new": new})
    elif old != new and new:
        found.append(_("note : « %s »") % new)
    if before and after and before.lead != after.lead:
        found.append(_("désormais responsable") if after.lead else _("n’est plus responsable"))
    return found


def in_words(item: Difference) -> str:
    """One line of a terminal: « + formateur · entry-tests · tout : V »."""
    sign = {"added": "+", "removed": "-", "changed": "~"}[item.kind]
    line = item.line
    states = [_letters(side) for side in (item.before, item.after) if side is not None]
    text = f"{sign} {line.role} · {line.resource} · {Reach(line.reach).label} : {' → '.join(dict.fromkeys(states))}"
    others = _others(item.before, item.after) if item.kind == "changed" else []
    return " ; ".join([text, *others])


def _letters(line: Any) -> str:
    letters = "".join(
        str(LETTERS[action]) for action in ("create", "change", "delete", "view") if getattr(line, action)
    )
    return letters or "—"
