"""Who comes: the people asked, their answers, and how many of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import record_types, titles

from .models import Event, Participation
from .queries import participations_of

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
