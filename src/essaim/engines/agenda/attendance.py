"""Who comes, what it is about: read for whoever looks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import address_of, record_types, titles
from essaim.engines.rights.api import can

from .models import Event, Participation
from .queries import participations_of, subjects_of

TONES = {"yes": "success", "maybe": "warning", "no": "danger", "waiting": "neutral"}


@dataclass(frozen=True)
class Guest:
    """`name`: "" never; somebody out of the reader's reach is told as such. `kind`: "user" | "person"."""

    row: Participation
    name: str
    kind: str
    hidden: bool = False

    @property
    def tone(self) -> str:
        return TONES[self.row.answer]

    @property
    def without_mail(self) -> bool:
        return not self.row.email


@dataclass(frozen=True)
class Attendance:
    guests: list[Guest]

    @property
    def counts(self) -> list[tuple[str, str, int]]:
        """[(label, tone, how many)], those with none left out."""
        answers = [guest.row.answer for guest in self.guests]
        pairs = ((code, label, answers.count(code)) for code, label in Participation.Answer.choices)
        return [(str(label), TONES[code], total) for code, label, total in pairs if total]

    @property
    def waiting(self) -> int:
        return sum(guest.row.answer == "waiting" for guest in self.guests)


def attendance_of(user: Any, event: Event) -> Attendance:
    """People of the directory are named only to those who may see them."""
    rows = participations_of(event)
    keys = {row.person_id for row in rows if row.person_id}
    known = titles(user, record_types.get("people"), keys) if keys else {}
    guests = [_guest(row, known) for row in rows]
    return Attendance(sorted(guests, key=lambda guest: (guest.hidden, guest.name.casefold())))


def _guest(row: Participation, known: dict[int, str]) -> Guest:
    if row.person_id is None:
        return Guest(row, str(row.user), "user")
    if row.person_id in known:
        return Guest(row, known[row.person_id], "person")
    return Guest(row, _("Une personne que vous ne suivez pas"), "person", hidden=True)


def subjects_seen(user: Any, event: Event) -> list[tuple[str, str]]:
    """(title, address) of the records it is about, those the reader may see."""
    found = []
    for name, key in subjects_of(event):
        if name not in record_types or not can(user, "view", record_types.get(name).resource):
            continue
        known = titles(user, record_types.get(name), [key])
        found += [(title, address_of(record_types.get(name), pk)) for pk, title in known.items()]
    return found
