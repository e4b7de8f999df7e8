"""The tab « Données personnelles » of a person."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.engines.directory.api import Person
from essaim.engines.journal.api import read
from essaim.engines.records.api import Panel, panels, record_types
from essaim.engines.rights.api import can

from . import queries
from .clocks import clocks_of
from .declarations import parts

TAB: Any = _("Données personnelles")


def load(user: Any, obj: Any) -> dict[str, Any] | None:
    """Reading somebody's consents and proofs is kept in the journal."""
    people = record_types.get("people")
    if not can(user, "view", "privacy", obj, people.guard):
        return None
    person: Person = obj
    sees_consents = can(user, "view", "consents")
    consents = queries.consents_of(person) if sees_consents else []
    if consents:
        read(user, person, ["consents"])
    return {
        "person": person,
        "processings": queries.processings_of("people"),
        "clocks": clocks_of(person),
        "consents": consents,
        "sees_consents": sees_consents,
        "parts": sorted(parts, key=lambda part: part.order),
        "may_hand_over": can(user, "create", "privacy", person, people.guard),
        "may_erase": can(user, "delete", "privacy", person, people.guard),
        "sees_register": can(user, "view", "retention"),
    }


panels.declare(
    Panel(
        "privacy",
        "",
        "privacy/_tab.html",
        load,
        types=("people",),
        tab=TAB,
        order=800,
        right=("view", "privacy"),
    )
)
