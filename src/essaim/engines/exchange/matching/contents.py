"""What a column holds, from its values alone: fourteen digits with a true key are a SIRET whatever the title."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError

from essaim.engines.exchange.values.cells import text_of
from essaim.engines.exchange.values.dates import moment_of
from essaim.engines.exchange.values.repairs import repaired
from essaim.kit.text import fold

_EMAIL = re.compile(r"[^@\s;,<>]+@[^@\s;,<>]+\.[a-z]{2,}", re.IGNORECASE)
_PHONE = re.compile(r"(\+|00)?[\d .\-/()]{9,20}")
_POSTCODE = re.compile(r"\d{5}|[A-Z]-?\d{4,5}")
_NAF = re.compile(r"\d{2}[. ]?\d{2}[A-Za-z]")
_TOWN = re.compile(r"\d{5}\s+[^\W\d].*")
_ADDRESS = re.compile(r".*\D\s\d{5}\s+[^\W\d].*", re.DOTALL)
_HOUSE = re.compile(r"\d{1,4}( ?(bis|ter|quater|[A-Za-z]))?([-/ ]\d{1,4})?", re.IGNORECASE)
_FLAGS = {"oui", "non", "vrai", "faux", "true", "false", "x", "o", "n", "yes", "no"}


def _siret(cell: Any) -> bool:
    from stdnum.fr import siret

    return siret.is_valid(re.sub(r"\s", "", repaired("siret", cell)[0]))


def _siren(cell: Any) -> bool:
    from stdnum.fr import siren

    return siren.is_valid(re.sub(r"\s", "", repaired("siren", cell)[0]))


def _email(cell: Any) -> bool:
    return bool(_EMAIL.search(text_of(cell)))


def _phone(cell: Any) -> bool:
    text = repaired("phone", cell)[0]
    digits = re.sub(r"\D", "", text)
    return (
        bool(_PHONE.fullmatch(text)) and 9 <= len(digits) <= 13 and (digits[0] == "0" or text.startswith("+"))
    )


def _postcode(cell: Any) -> bool:
    return bool(_POSTCODE.fullmatch(repaired("postcode", cell)[0]))


def _date(cell: Any) -> bool:
    if isinstance(cell, (bool, int, float)):
        return False
    try:
        moment_of(cell)
    except ValidationError:
        return False
    return not re.fullmatch(r"\d{5}([.,]\d+)?", text_of(cell))


def _boolean(cell: Any) -> bool:
    return isinstance(cell, bool) or fold(text_of(cell)) in _FLAGS


NATURES: dict[str, Callable[[Any], bool]] = {
    "email": _email,
    "siret": _siret,
    "siren": _siren,
    "naf": lambda cell: bool(_NAF.fullmatch(text_of(cell))),
    "postcode": _postcode,
    "phone": _phone,
    "date": _date,
    "town": lambda cell: bool(_TOWN.fullmatch(text_of(cell))),
    "address": lambda cell: bool(_ADDRESS.fullmatch(text_of(cell))),
    "house": lambda cell: bool(_HOUSE.fullmatch(text_of(cell))),
    "boolean": _boolean,
}


def natures_of(cells: Iterable[Any]) -> dict[str, float]:
    """The share of a column's values (0 to 1) that look like each nature; empty for an empty column."""
    known = [cell for cell in cells if cell is not None][:100]
    if not known:
        return {}
    return {name: sum(map(test, known)) / len(known) for name, test in NATURES.items()}


def parts_of(cells: Iterable[Any]) -> set[str]:
    """The distinct folded values, those in lists taken apart: "ACI; EI" → {"aci", "ei"}."""
    found: set[str] = set()
    for cell in cells:
        if cell is not None:
            found.update(fold(part) for part in re.split(r"[;,/|\n+]", text_of(cell)) if part.strip())
    return found
