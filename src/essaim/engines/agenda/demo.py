"""Invented rooms, meetings, sessions and appointments of the demo world, around today."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from essaim.kit.checks import DemoPart, demo_parts
from essaim.kit.demo import World

ROOMS = (
    ("soleil", "Salle Soleil", "room", 18),
    ("soleil", "Atelier toiture", "room", 12),
    ("soleil", "Minibus", "vehicle", 9),
    ("soleil", "Vidéoprojecteur", "equipment", None),
    ("horizon", "Salle du conseil", "room", 24),
    ("horizon", "Bureau d’entretien", "room", 3),
    ("passerelles", "Salle Bordeaux", "room", 16),
    ("appuiloire", "Salle des Halles", "room", 40),
)


@dataclass(frozen=True)
class Meeting:
    """`day`: working day counted from today; `hour`: on the clock of the network's place."""

    network: str
    owner: str
    title: str
    category: str
    day: int
    hour: float
    minutes: int
    place: str = ""
    things: tuple[str, ...] = ()
    guests: tuple[str, ...] = ()
    rule: dict[str, Any] = field(default_factory=dict)


WEEKLY = {"repeat": "weekly"}
FRANCE = {"country": "FR", "policy": "skip"}
MEETINGS = (
    Meeting("soleil", "directrice", "Réunion d’équipe", "meeting", -30, 9, 60, things=("Salle Soleil",),
            guests=("administrative", "pedagogique", "relations", "formateur"),
            rule={**WEEKLY, "country": "SN", "policy": "move"}),
    Meeting("soleil", "pedagogique", "Électricité solaire, module 2", "session", -20, 8.5, 210, "Thiès",
            ("Salle Soleil", "Vidéoprojecteur"), ("formateur", "apprenant"),
            {**WEEKLY, "weekdays": ["TU", "TH"], "country": "SN", "policy": "skip", "times": 24}),
    Meeting("soleil", "pedagogique", "Pose en toiture, séance pratique", "session", 1, 14, 180, "Thiès",
            ("Atelier toiture",), ("formateur", "apprenant"), {**WEEKLY, "every": 2, "times": 6}),
    Meeting("soleil", "relations", "Visite d’une entreprise partenaire", "visit", 3, 10, 150, "Tivaouane",
            ("Minibus",), ("formateur",)),
    Meeting("horizon", "animatrice", "Comité de pilotage régional", "meeting", 6, 10, 120, "Nantes",
            ("Salle du conseil",), ("conseillere", "benevole")),
    Meeting("horizon", "animatrice", "Journée thématique : accès à l’emploi", "meeting", 12, 9, 420, "Angers",
            guests=("conseillere", "benevole", "suivi")),
    Meeting("horizon", "conseillere", "Permanence d’accueil", "duty", -20, 9, 180, "Nantes",
            ("Bureau d’entretien",), (),
            {**WEEKLY, "weekdays": ["MO", "WE"], **FRANCE, "school_zone": "B"}),
    Meeting("horizon", "conseillere", "Point avec la mission locale", "meeting", -10, 14, 60,
            guests=("animatrice",), rule={"repeat": "monthly", **FRANCE, "policy": "move"}),
    Meeting("passerelles", "suivi", "Atelier de conversation", "session", -15, 18, 90, "Bordeaux",
            ("Salle Bordeaux",), (), {**WEEKLY, **FRANCE, "school_zone": "A"}),
    Meeting("appuiloire", "mission", "Restitution de mission", "visit", 4, 14.5, 120, "Orléans",
            ("Salle des Halles",), ("consultant",)),
)  # fmt: skip
APPOINTMENTS = (
    ("horizon", "conseillere", "beneficiaries", 0, 15, 45),
    ("horizon", "conseillere", "beneficiaries", 1, 10, 45),
    ("horizon", "conseillere", "beneficiaries", 2, 11, 45),
    ("soleil", "pedagogique", "candidates", 2, 16, 30),
    ("soleil", "relations", "alumni", 5, 11, 30),
)


def build(world: World) -> None:
    from .factories import ResourceFactory

    things = {
        name: ResourceFactory(name=name, kind=kind, capacity=capacity, networks=[world.networks[network]])
        for network, name, kind, capacity in ROOMS
    }
    for meeting in MEETINGS:
        _meet(world, meeting, things)
    for rank, appointment in enumerate(APPOINTMENTS):
        _appoint(world, rank, *appointment)
    _absence(world)


def _meet(world: World, meeting: Meeting, things: dict[str, Any]) -> None:
    from .factories import EventFactory

    start, zone = _moment(world, meeting.network, meeting.day, meeting.hour)
    owner = world.users[meeting.owner]
    made: Any = EventFactory(
        title=meeting.title, category=meeting.category, start=start, zone=zone, location=meeting.place,
        end=start + timedelta(minutes=meeting.minutes), owner=owner, created_by=owner,
        networks=[world.networks[meeting.network]], resources=[things[name] for name in meeting.things],
        guests=[world.users[key] for key in meeting.guests], **meeting.rule,
    )  # fmt: skip
    for rank, row in enumerate(made.participations.order_by("pk")):
        row.answer = ("yes", "waiting", "maybe", "yes", "no")[rank % 5]
        row.answered_at = None if row.answer == "waiting" else world.moment(-1)
        row.save()


def _appoint(
    world: World, rank: int, network: str, owner: str, shelf: str, day: int, hour: int, minutes: int
) -> None:
    from .factories import EventFactory
    from .models import Participation

    shelf_people = world.shelf.get(shelf, [])
    if not shelf_people:
        return
    person = shelf_people[rank * 3 % len(shelf_people)]
    start, zone = _moment(world, network, day, hour)
    user = world.users[owner]
    made: Any = EventFactory(
        title=f"Entretien avec {person}", category="appointment", start=start, zone=zone, owner=user,
        created_by=user, end=start + timedelta(minutes=minutes), person=person,
        networks=[world.networks[network]],
    )  # fmt: skip
    Participation.objects.create(event=made, person=person, answer=("waiting", "yes")[rank % 2])


def _absence(world: World) -> None:
    from .factories import EventFactory

    user = world.users["conseillere"]
    first = datetime.combine(world.workday(15), time(0), ZoneInfo("Europe/Paris"))
    EventFactory(
        title="Congés", category="absence", all_day=True, start=first, end=first + timedelta(days=3),
        owner=user, created_by=user, networks=[world.networks["horizon"]],
    )  # fmt: skip


def _moment(world: World, network: str, day: int, hour: float) -> tuple[datetime, str]:
    zone = "Africa/Dakar" if network == "soleil" else "Europe/Paris"
    at = time(int(hour), round(hour % 1 * 60))
    return datetime.combine(world.workday(day), at, ZoneInfo(zone)).astimezone(UTC), zone


demo_parts.declare(DemoPart("agenda", build, order=300))
