"""Invented rooms and meetings of the demo world, around today."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

ROOMS = (
    ("Salle Soleil", "room", 18),
    ("Atelier toiture", "room", 12),
    ("Minibus", "vehicle", 9),
    ("Vidéoprojecteur", "equipment", None),
)
# title, days from today, hour, minutes, place, rule
MEETINGS: tuple[tuple[str, int, int, int, str, dict[str, Any]], ...] = (
    ("Réunion d’équipe", -30, 9, 60, "Salle Soleil",
     {"repeat": "weekly", "country": "FR", "school_zone": "B"}),
    ("Point budget", -20, 14, 45, "", {"repeat": "monthly"}),
    ("Comité de pilotage", 6, 10, 120, "Préfecture", {}),
    ("Visite de chantier", 2, 14, 180, "Thiès", {"zone": "Africa/Dakar"}),
    ("Atelier toiture, séance pratique", 1, 9, 210, "Atelier", {"repeat": "weekly", "every": 2, "times": 6}),
    ("Entretien de suivi", 0, 15, 30, "", {}),
    ("Permanence téléphonique", -10, 13, 60, "", {"repeat": "daily", "country": "FR", "times": 40}),
)  # fmt: skip


def build(world: World) -> None:
    from .factories import EventFactory, ResourceFactory

    users, networks = list(world.users.values()), list(world.networks.values())
    if not users:
        return
    for name, kind, capacity in ROOMS:
        ResourceFactory(name=name, kind=kind, capacity=capacity, networks=networks[:1])
    for rank, (title, offset, hour, minutes, place, rule) in enumerate(MEETINGS):
        for owner in (users[0], users[(rank + 1) % len(users)]):
            start = world.moment(0, hour) + (world.workday(offset) - world.today)
            guests = [
                user
                for user in (users[(rank + 2) % len(users)], users[(rank + 3) % len(users)])
                if user != owner
            ]
            EventFactory(
                title=title, start=start, end=start + timedelta(minutes=minutes), location=place, owner=owner,
                created_by=owner, guests=guests, networks=list(owner.networks.all()), **rule,
            )  # fmt: skip


demo_parts.declare(DemoPart("agenda", build, order=300))
