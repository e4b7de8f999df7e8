"""The training centre's matrix, read by the test itself: nothing of the product tells it what to expect."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import essaim.modules.training

PATH = Path(essaim.modules.training.__file__).parent / "presets" / "promess.csv"
ACTIONS = {"create": "creation", "change": "modification", "delete": "suppression", "view": "visionnage"}


@cache
def rows() -> tuple[dict[str, str], ...]:
    with PATH.open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file, delimiter=";"))


def resources() -> list[str]:
    return list(dict.fromkeys(row["ressource"] for row in rows()))


def roles() -> list[str]:
    return list(dict.fromkeys(row["profil"] for row in rows()))


def allowed(role: str, resource: str, action: str, own: bool) -> bool:
    """Does a line let `role` do `action` on a record of its own, or of somebody else?"""
    for row in rows():
        if (row["profil"], row["ressource"]) != (role, resource):
            continue
        opened = {name for name, column in ACTIONS.items() if row[column]}
        if (action in opened or (action == "view" and opened)) and (own or row["portee"] == "tout"):
            return True
    return False
