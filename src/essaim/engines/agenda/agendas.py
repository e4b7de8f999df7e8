"""Whose agenda is shown: one's own, a network's, a group's, a place's, a room's, a colleague's, or all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import User

from .models import Event
from .queries import all_resources, events_for, mine

OFFERED = 200


@dataclass(frozen=True)
class Choice:
    """`key` travels in addresses: "moi", "tous", "reseau-3", "salle-12"…"""

    key: str
    label: str


def choices_for(user: Any) -> list[tuple[str, list[Choice]]]:
    """[(heading, choices)] for the select of the page; what the user may not see is not offered."""
    found = [
        ("", [Choice("moi", _("Mon agenda")), Choice("tous", _("Tous les agendas"))]),
        (_("Réseaux"), _named("reseau", user.networks.order_by("name"))),
        (_("Groupes"), _named("groupe", user.groups.order_by("name"))),
        (_("Territoires"), _named("territoire", user.territories.order_by("name"))),
        (_("Salles et matériel"), _named("salle", all_resources(user).order_by("name"))),
        (_("Collègues"), _named("collegue", colleagues(user))),
    ]
    return [(heading, choices) for heading, choices in found if choices]


def colleagues(user: Any) -> QuerySet[User]:
    """Those of the same networks; their events show within the user's own reach."""
    rows = User.objects.filter(is_active=True, networks__in=user.networks.all()).exclude(pk=user.pk)
    return rows.distinct().order_by("first_name", "last_name")


def _named(kind: str, rows: QuerySet) -> list[Choice]:
    return [Choice(f"{kind}-{row.pk}", str(row)) for row in rows[:OFFERED]]


def scope_of(text: str) -> str:
    """A scope that can be read, "mine" otherwise."""
    if text == "tous":
        return "all"
    kind, _dash, key = text.partition("-")
    return text if kind in CONDITIONS and key.isdecimal() and len(key) < 18 else "mine"


def key_of(scope: str) -> str:
    return {"mine": "moi", "all": "tous"}.get(scope, scope)


def events_in(user: Any, scope: str) -> QuerySet[Event]:
    """The events of this agenda that `user` may see."""
    if scope in ("mine", "all"):
        return events_for(user, scope)
    kind, _dash, key = scope.partition("-")
    return events_for(user, "all").filter(CONDITIONS[kind](int(key)))


def _of_colleague(key: int) -> Q:
    return mine(key)


def _of_group(key: int) -> Q:
    own = Event.groups.through.objects.filter(group=key).values("event")
    asked = Event.invited_groups.through.objects.filter(group=key).values("event")
    return Q(pk__in=own) | Q(pk__in=asked)


CONDITIONS: dict[str, Any] = {
    "reseau": lambda key: Q(pk__in=Event.networks.through.objects.filter(network=key).values("event")),
    "groupe": _of_group,
    "territoire": lambda key: Q(territory=key),
    "salle": lambda key: Q(pk__in=Event.resources.through.objects.filter(resource=key).values("event")),
    "collegue": _of_colleague,
}
