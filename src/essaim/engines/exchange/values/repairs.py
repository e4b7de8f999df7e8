"""What spreadsheets did to numbers that are not numbers: zeros lost at the start, ".0" at the end."""

from __future__ import annotations

import re
from typing import Any

from essaim.engines.records.api import Field, Kind

from .cells import text_of

_DECIMAL = re.compile(r"(\d{4,})[.,]0+")
_POWER = re.compile(r"\d[.,]\d+E\+?\d+", re.IGNORECASE)
_GROUPS = re.compile(r"[\s.\-]")
LENGTHS = {"siret": (14, (12, 13)), "siren": (9, (7, 8)), "postcode": (5, (4,))}


def nature_of(field: Field) -> str:
    """ "siret", "siren", "postcode", "phone" or "": what the field's digits are."""
    if field.kind == Kind.PHONE:
        return "phone"
    name = field.name.lower()
    for nature, words in (
        ("siret", ("siret",)),
        ("siren", ("siren",)),
        ("postcode", ("postcode", "postal_code", "zip")),
    ):
        if any(word in name for word in words):
            return nature
    return ""


def repaired(nature: str, cell: Any) -> tuple[str, bool]:
    """The cell as text, and whether something lost was put back. Only what a check can confirm is mended."""
    text = text_of(cell)
    if not nature:
        return text, False
    if found := _DECIMAL.fullmatch(text):
        text = found[1]
    digits = _GROUPS.sub("", text)
    if not digits.isascii() or not digits.isdigit():
        return text, False
    if nature == "phone":
        return _phone(digits, text)
    length, short = LENGTHS[nature]
    if len(digits) not in short:
        return text, False
    full = digits.zfill(length)
    return (full, True) if _plausible(nature, full) else (text, False)


def _phone(digits: str, text: str) -> tuple[str, bool]:
    """Nine digits starting with 1 to 9 lost their zero; 33 and nine digits lost their plus sign."""
    if len(digits) == 9 and digits[0] in "12345679" and not text.startswith("+"):
        return "0" + digits, True
    if len(digits) == 11 and digits.startswith("33"):
        return "+" + digits, True
    return text, False


def _plausible(nature: str, digits: str) -> bool:
    if nature == "postcode":
        return "01000" <= digits <= "09999"
    from stdnum.fr import siren, siret

    return (siret if nature == "siret" else siren).is_valid(digits)


def rounded(text: str) -> bool:
    """ "4.10718E+13": the last digits are gone for good."""
    return bool(_POWER.fullmatch(text))
