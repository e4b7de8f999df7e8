"""Boards that people of the demonstration composed and shared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

from .declarations import ready_boards
from .widgets import Shared, Widget

WELCOME = """## Lire ce tableau

Chaque chiffre mène aux fiches qu’il compte. Les filtres du haut valent pour **tout** le tableau."""


def build(world: World) -> None:
    from .actions import do_create_board

    owners = {
        key: world.users[key] for key in ("directrice", "animatrice", "suivi", "admin") if key in world.users
    }
    names = {
        "directrice": "Le centre, ce trimestre",
        "animatrice": "Vie des réseaux",
        "suivi": "Mes bénéficiaires",
    }
    for key, name in names.items():
        if key in owners:
            do_create_board(
                actor=owners[key], name=name, description="Composé à partir des tableaux prêts à l’emploi",
                widgets=_widgets(), shared=Shared({"last": 6, "unit": "month"}, {}, ("author", "kind")),
                sharing=_sharing(owners[key]),
            )  # fmt: skip


def _widgets() -> list[Widget]:
    ready = ready_boards.get("suivi").parts
    text = Widget("text", "", {}, {"text": WELCOME}, 12, 1)
    people = ready_boards.get("annuaire").parts
    return [text, *ready[:6], replace(people[4], width=6, height=2), replace(people[5], width=6, height=2)]


def _sharing(owner: Any) -> dict[str, Any]:
    return {"networks": [network.pk for network in owner.networks.all()]}


demo_parts.declare(DemoPart("boards", build, order=800))
