"""The shared world that demo data is built in: each `DemoPart` reads it and adds to it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from django.utils import timezone

SEED = 20260101


@dataclass
class World:
    """`users`, `networks`, `territories`, `groups` by key; anything else on the `shelf` by name.

    Dates are told in days from today, so that the world never grows old. `random` has a fixed seed:
    two builds on the same day are alike.
    """

    today: date = field(default_factory=timezone.localdate)
    random: Random = field(default_factory=lambda: Random(SEED))
    users: dict[str, Any] = field(default_factory=dict)
    networks: dict[str, Any] = field(default_factory=dict)
    territories: dict[str, Any] = field(default_factory=dict)
    groups: dict[str, Any] = field(default_factory=dict)
    shelf: dict[str, list[Any]] = field(default_factory=dict)

    def put(self, name: str, *items: Any) -> None:
        self.shelf.setdefault(name, []).extend(items)

    def day(self, offset: int) -> date:
        return self.today + timedelta(days=offset)

    def moment(self, offset: int, hour: int = 9, minute: int = 0) -> datetime:
        return timezone.make_aware(datetime.combine(self.day(offset), time(hour, minute)))

    def workday(self, offset: int) -> date:
        """The first day from `offset` on that is not a Saturday or a Sunday."""
        day = self.day(offset)
        return day + timedelta(days=max(0, 7 - day.weekday()) if day.weekday() > 4 else 0)
