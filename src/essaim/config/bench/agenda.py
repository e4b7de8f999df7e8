"""A very full agenda for the bench: as many events as people, one in twenty of them repeated every week for ever."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

COLLEAGUES = 400
WEEKS_BACK, WEEKS_AHEAD = 26, 150
PAST, SPREAD = 540, 730
CATEGORIES = ("meeting", "appointment", "session", "visit", "duty", "follow_up", "other")


def load_agenda(model: Any, count: int, network: Any, owners: list[int]) -> dict[str, int]:
    """`count` events within two years around today; the first twentieth has a rule without end."""
    from django.utils import timezone

    from . import bulk

    now = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    rules = count // 20
    events = model("agenda.Event")
    bulk.write(events, _events(count, rules, now, owners))
    occurrences = bulk.write(model("agenda.Occurrence"), _occurrences(count, rules, now))
    shared = ({"event_id": key, "network_id": network.pk} for key in range(1, count + 1, 3))
    bulk.write(events.networks.through, shared)
    asked = (
        {"event_id": key, "user_id": owners[(key + 7) % len(owners)], "answer": "yes", "nonce": str(key)}
        for key in range(1, count + 1, 5)
    )
    bulk.write(model("agenda.Participation"), asked)
    return {"events": count, "rules": rules, "occurrences": occurrences}


def colleagues(model: Any, network: Any) -> list[int]:
    """Keys of those who keep agendas; they cannot sign in."""
    users = model("accounts.User").objects
    made = users.bulk_create(
        users.model(email=f"collegue{rank}@essaim.example", first_name="Collègue", last_name=f"N° {rank}")
        for rank in range(COLLEAGUES)
    )
    network.members.add(*made)
    return [user.pk for user in made]


def _start(rank: int, rules: int, now: datetime, draw: Random) -> datetime:
    hour = timedelta(hours=draw.randrange(7, 18))
    if rank < rules:
        return now - timedelta(weeks=WEEKS_BACK) + timedelta(days=draw.randrange(7)) + hour
    return now + timedelta(days=draw.randrange(SPREAD) - PAST) + hour


def _events(count: int, rules: int, now: datetime, owners: list[int]) -> Iterator[dict[str, Any]]:
    draw = Random(1)
    known_until = now + timedelta(weeks=WEEKS_AHEAD)
    for rank in range(count):
        start = _start(rank, rules, now, draw)
        yield {
            "title": f"Événement {rank}",
            "start": start,
            "end": start + timedelta(hours=1),
            "zone": "UTC",
            "category": CATEGORIES[rank % len(CATEGORIES)],
            "repeat": "weekly" if rank < rules else "none",
            "expanded_until": known_until if rank < rules else None,
            "owner_id": owners[rank % len(owners)],
            "location": "Nantes" if rank % 3 else "",
            "filter_text": f"evenement {rank}",
        }


def _occurrences(count: int, rules: int, now: datetime) -> Iterator[dict[str, Any]]:
    draw = Random(1)
    hour = timedelta(hours=1)
    for rank in range(count):
        start = _start(rank, rules, now, draw)
        for week in range(WEEKS_BACK + WEEKS_AHEAD if rank < rules else 1):
            moment = start + timedelta(weeks=week)
            yield {"event_id": rank + 1, "original": moment, "start": moment, "end": moment + hour}
