"""What is compared of a person, in one normal form."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from essaim.kit.text import fold

from .nicknames import full_name

_PARTICLES = frozenset(
    {"de", "du", "des", "d", "la", "le", "les", "l", "van", "von", "da", "dos", "ben", "el", "al"}
)
_LETTERS = re.compile(r"[^a-z0-9]+")
_STREET_WORDS = {
    "av": "avenue", "ave": "avenue", "bd": "boulevard", "bld": "boulevard", "boul": "boulevard", "bvd": "boulevard",
    "r": "rue", "pl": "place", "che": "chemin", "chem": "chemin", "all": "allee", "imp": "impasse", "rte": "route",
    "sq": "square", "res": "residence", "st": "saint", "ste": "sainte", "fg": "faubourg", "qu": "quartier",
}  # fmt: skip
_TOWN_WORDS = {"st": "saint", "ste": "sainte"}
_CEDEX = re.compile(r"\s+cedex(\s+\d+)?$")


@dataclass(slots=True)
class Candidate:
    """One person as compared. Texts are folded; `birth` is "YYYYMMDD" or ""; sets may be empty."""

    key: Any
    given: str = ""
    family: str = ""
    other_family: str = ""
    birth: str = ""
    number: str = ""
    street: str = ""
    street2: str = ""
    city: str = ""
    postcode: str = ""
    region: str = ""
    emails: frozenset[str] = field(default_factory=frozenset)
    phones: frozenset[str] = field(default_factory=frozenset)
    identifiers: frozenset[str] = field(default_factory=frozenset)


def name_text(value: str) -> str:
    """A name without accents, hyphens or particles: "de La Fontaine" → "fontaine"."""
    tokens = [token for token in _LETTERS.split(fold(value)) if token]
    kept = [token for token in tokens if token not in _PARTICLES]
    return " ".join(kept or tokens)


def given_text(value: str) -> str:
    """A first name, its usual short form opened: "Jo" stays, "Cathy" → "catherine"."""
    return full_name(name_text(value))


def town_text(value: str) -> str:
    words = _LETTERS.split(_CEDEX.sub("", fold(value)))
    return " ".join(_TOWN_WORDS.get(word, word) for word in words if word)


def street_text(value: str) -> tuple[str, str]:
    """The number and the rest of an address line: "12 bis, av. du Général" → ("12", "avenue general")."""
    words = [word for word in _LETTERS.split(fold(value)) if word]
    number = words.pop(0) if words and words[0][0].isdigit() else ""
    if words and words[0] in {"bis", "ter", "quater"}:
        words.pop(0)
    kept = [_STREET_WORDS.get(word, word) for word in words if word not in _PARTICLES]
    return re.sub(r"[a-z]+$", "", number), " ".join(kept)


def birth_text(value: Any) -> str:
    """A birth date as "YYYYMMDD"; "" when it cannot be read."""
    if isinstance(value, date | datetime):
        return value.strftime("%Y%m%d")
    text = str(value or "").strip()
    if re.fullmatch(r"\d{8}", text):
        return text if text[:4] != "0000" else ""
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text[:10]):
        year, month, day = match.groups()
    elif match := re.fullmatch(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})", text[:10]):
        day, month, year = match.groups()
    else:
        return ""
    return f"{year}{int(month):02}{int(day):02}"


def phone_digits(value: str) -> str:
    """The last nine digits: a French or Senegalese number however it is written."""
    digits = re.sub(r"\D", "", str(value or ""))
    return digits[-9:] if len(digits) >= 8 else ""


def email_text(value: str) -> str:
    text = fold(str(value or "")).replace(" ", "")
    return text if "@" in text else ""


def texts(values: Iterable[str]) -> frozenset[str]:
    return frozenset(value for value in values if value)
