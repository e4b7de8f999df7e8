"""The matrix laid out as the table of the need: objectives and means grouped, one line a profile."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .models import FLAGS, Grant, Reach
from .wording import ACTIONS, NOUNS, objective_label, resource_label

SHORT = dict(zip(ACTIONS, "cmsv", strict=True))


@dataclass(frozen=True)
class Row:
    """A line of the table. `objective` and `means` are (label, rows spanned) on the first line they span."""

    grant: Grant
    cells: SafeString
    objective: tuple[str, int] | None = None
    means: tuple[str, int] | None = None

    @property
    def reach(self) -> str:
        return str(Reach(self.grant.reach).label)


def table(grants: Sequence[Grant], editable: bool) -> list[Row]:
    """Rows in the order given; `grants` come sorted by resource."""
    words = cell_words()
    rows: list[Row] = []
    for objective, of_objective in groupby(grants, key=lambda grant: objective_label(grant.resource)):
        group = list(of_objective)
        for resource, of_resource in groupby(group, key=lambda grant: grant.resource):
            lines = list(of_resource)
            label = resource_label(resource)
            for place, grant in enumerate(lines):
                first = grant is group[0]
                rows.append(
                    Row(
                        grant,
                        cells(grant, editable, words),
                        (objective, len(group)) if first else None,
                        (label, len(lines)) if place == 0 else None,
                    )
                )
    return rows


def cell_words() -> dict[str, Any]:
    """The words of the cells, translated once for the whole table."""
    return {
        "nouns": {action: str(noun) for action, noun in NOUNS.items()},
        "implied": _("Découle des autres droits de la ligne"),
    }


def cells(
    grant: Grant, editable: bool, words: dict[str, Any] | None = None, swap: bool = False
) -> SafeString:
    """The four cells of a line. Built by hand: a matrix has more than a thousand of them.

    With `swap` they replace those of the page (htmx, out of band).
    """
    words = words or cell_words()
    flags = dict(zip(ACTIONS, (getattr(grant, flag) for flag in FLAGS), strict=True))
    seen = "".join("1" if flag else "0" for flag in flags.values())
    implied = not flags["view"] and any(flags.values())
    name = escape(f"{grant.role.label}, {resource_label(grant.resource)}") if editable else ""
    oob = ' hx-swap-oob="true"' if swap else ""
    found = []
    for action, flag in flags.items():
        short, noun = SHORT[action], words["nouns"][action]
        state = "on" if flag else "implied" if action == "view" and implied else "off"
        title = f' title="{escape(words["implied"])}"' if state == "implied" else ""
        mark = MARKS[state]
        if editable:
            mark = (
                f'<button class="es-tick" id="b{grant.pk}{short}" name="toggle" value="{grant.pk}.{action}.{seen}"'
                f' role="checkbox" aria-checked="{"true" if flag else "false"}" aria-label="{noun} : {name}"{title}>'
                f"{mark}</button>"
            )
        place = f'class="es-tick-cell is-{state}" id="c{grant.pk}{short}" data-label="{noun}"'
        found.append(f"<td {place}{oob}>{mark}</td>")
    return mark_safe("".join(found))


MARKS = {"on": "×", "implied": "·", "off": ""}


def grid(
    roles: Iterable[Any], codes: Iterable[str], grants: Iterable[Grant], letters: dict[str, str]
) -> list[dict]:
    """One row a resource, one cell a role: the letters of what is open, `*` when not everywhere."""
    by_pair: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for grant in grants:
        actions = grant.actions()
        text = "".join(letters[action] for action in ACTIONS if action in actions)
        if text:
            reach = "" if grant.reach == Reach.ALL else str(Reach(grant.reach).label)
            by_pair.setdefault((grant.role_id, grant.resource), []).append((text, reach))
    roles = list(roles)
    return [
        {
            "label": resource_label(code),
            "objective": objective_label(code),
            "cells": [
                {
                    "role": role,
                    "marks": [("*", "")] if role.is_administrator else by_pair.get((role.pk, code), []),
                }
                for role in roles
            ],
        }
        for code in codes
    ]
