"""What a letter shows of who sends and who receives, as the French post reads it (AFNOR XPZ 10-011).

Six lines at most, 38 signs a line, the last one in capitals without accents or punctuation.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import look_of
from essaim.engines.campaigns.choices import Fate
from essaim.engines.campaigns.models import Campaign, Message
from essaim.engines.directory.api import Person

LINES = 6
SIGNS = 38
LETTER_FATES = (Fate.WAITING, Fate.SENT)


@dataclass(frozen=True)
class Letter:
    """`address`: the lines of the envelope. `html`: the merged text."""

    address: list[str]
    html: str
    subject: str


@dataclass(frozen=True)
class Head:
    sender: str
    day: str


def head_of(campaign: Campaign) -> Head:
    moment = campaign.started_at or campaign.created_at
    return Head(campaign.sender_name or look_of(campaign.network).name, date_format(moment, "j F Y"))


def letters_of(campaign: Campaign) -> list[Letter]:
    """In the order of the post: by postcode, then name."""
    rows = campaign.messages.filter(fate__in=LETTER_FATES).select_related(
        "person__main_organisation", "organisation"
    )
    found = [message for message in rows if message.recipient is not None]
    found.sort(key=lambda message: (message.recipient.postcode, message.label))
    return [Letter(address_block(message), message.body, message.subject) for message in found]


def address_block(message: Message) -> list[str]:
    owner: Any = message.recipient
    lines = [_name(owner), *(line for line in _body_of(owner)), owner.street_extra, owner.street]
    lines = [fitted(line) for line in lines if line][: LINES - 1]
    town = capitals(f"{owner.postcode} {owner.city}".strip())
    country = (
        owner.address_lines[-1] if owner.country and owner.country != "FR" and owner.address_lines else ""
    )
    foreign = (
        capitals(country) if country and capitals(country) != town and len(owner.address_lines) > 1 else ""
    )
    foreign = "" if foreign == capitals(f"{owner.postcode} {owner.city}") else foreign
    return [*lines, fitted(town), *([fitted(foreign)] if foreign else [])]


def _name(owner: Any) -> str:
    if not isinstance(owner, Person):
        return str(owner)
    return " ".join(
        part for part in (owner.get_civility_display(), owner.first_name, owner.last_name) if part
    )


def _body_of(owner: Any) -> list[str]:
    """A person is written to at home, unless their address is that of their organisation."""
    organisation = getattr(owner, "main_organisation", None)
    if organisation is not None and owner.street and organisation.street == owner.street:
        return [str(organisation)]
    return []


def capitals(text: str) -> str:
    plain = "".join(sign for sign in unicodedata.normalize("NFD", text) if not unicodedata.combining(sign))
    kept = "".join(sign if sign.isalnum() or sign == " " else " " for sign in plain.replace("’", " "))
    return " ".join(kept.upper().split())


def fitted(line: str) -> str:
    """At most 38 signs, cut at a word."""
    line = " ".join(line.split())
    if len(line) <= SIGNS:
        return line
    return line[: SIGNS + 1].rsplit(" ", 1)[0][:SIGNS]


def nothing_to_print() -> str:
    return str(_("Aucun courrier à imprimer."))
