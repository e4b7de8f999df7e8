"""French numbers of a car and of its owner: age, chassis number, registration, street and its number."""

from __future__ import annotations

import re
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}")
_PLATE = re.compile(r"([A-HJ-NP-TV-Z]{2})(\d{3})([A-HJ-NP-TV-Z]{2})")
_OLD_PLATE = re.compile(r"(\d{1,4})([A-Z]{1,3})(\d{2}|2[AB]|97\d)")
_STREET = re.compile(r"\s*(\d{1,4}(?:\s?(?:bis|ter|quater|[A-D])\b)?)\s*,?\s+(\S.*)", re.IGNORECASE)


def age_on(born: date, day: date) -> int | None:
    """Whole years; somebody born on 29 February grows older on 1 March of common years. None before birth."""
    if born > day:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def vin(value: str) -> str:
    """A chassis number (ISO 3779): 17 signs, without I, O and Q. Europe asks no check digit."""
    text = re.sub(r"[\s\-.]", "", value).upper()
    wrong = next((char for char in text if not re.fullmatch(r"[A-HJ-NPR-Z0-9]", char)), "")
    if wrong:
        raise ValidationError(
            _("Un numéro de châssis ne contient pas « %s » : ni I, ni O, ni Q, ni accent.") % wrong,
            code="vin",
        )
    if not _VIN.fullmatch(text):
        raise ValidationError(
            _("Un numéro de châssis compte 17 signes ; celui-ci en a %d.") % len(text), code="vin"
        )
    return text


def registration(value: str) -> str:
    """AB-123-CD, or as before 2009: 123 ABC 45."""
    text = re.sub(r"[\s\-.]", "", value).upper()
    if found := _PLATE.fullmatch(text):
        return "-".join(found.groups())
    if found := _OLD_PLATE.fullmatch(text):
        return " ".join(found.groups())
    raise ValidationError(
        _("Cette immatriculation ne s’écrit ni comme AB-123-CD ni comme 123 ABC 45."), code="registration"
    )


def split_street(street: str) -> tuple[str, str]:
    """("12 bis", "rue des Lilas") for "12 bis, rue des Lilas"; no number: ("", street)."""
    found = _STREET.fullmatch(street)
    return (found[1].strip(), found[2].strip()) if found else ("", street.strip())


def join_street(number: str, name: str) -> str:
    return " ".join(part for part in (number.strip(), name.strip()) if part)
