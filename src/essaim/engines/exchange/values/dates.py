"""Dates as people write them: 03/11/2026, 3 novembre 2026, 2026-11-03, or the serial number of a spreadsheet."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.kit.text import fold

from .cells import text_of

MONTHS = {
    "janv": 1, "janvier": 1, "january": 1, "jan": 1, "fevr": 2, "fevrier": 2, "february": 2, "feb": 2, "fev": 2,
    "mars": 3, "march": 3, "mar": 3, "avril": 4, "avr": 4, "april": 4, "apr": 4, "mai": 5, "may": 5, "juin": 6,
    "june": 6, "jun": 6, "juil": 7, "juillet": 7, "july": 7, "jul": 7, "aout": 8, "august": 8, "aug": 8, "sept": 9,
    "septembre": 9, "september": 9, "sep": 9, "octobre": 10, "october": 10, "oct": 10, "novembre": 11,
    "november": 11, "nov": 11, "decembre": 12, "december": 12, "dec": 12,
}  # fmt: skip
EPOCH = date(1899, 12, 30)
_DAY_FIRST = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_YEAR_FIRST = re.compile(r"(\d{4})[/.\-](\d{1,2})[/.\-](\d{1,2})")
_PACKED = re.compile(r"(\d{4})(\d{2})(\d{2})")
_NAMED = re.compile(r"(?:[a-z]+\.? )?(\d{1,2})(?:er)?[ \-.]+([a-z]+)\.?[ \-.,]+(\d{4}|\d{2})")
_CLOCK = re.compile(
    r"(\d{1,2})\s*(?:h|:)\s*(\d{2})?(?::(\d{2})(?:\.\d+)?)?\s*(z|[+-]\d{2}:?\d{2})?", re.IGNORECASE
)


def date_of(cell: Any, day_first: bool = True) -> date:
    """`day_first=False` reads 03/04/2026 as 4 March."""
    return moment_of(cell, day_first).date()


def datetime_of(cell: Any, day_first: bool = True) -> datetime:
    """Aware, in the installation's time zone unless the text says which."""
    moment = moment_of(cell, day_first)
    if timezone.is_aware(moment):
        return moment
    try:
        return timezone.make_aware(moment)
    except (OverflowError, ValueError):
        raise _unread(cell) from None


def moment_of(cell: Any, day_first: bool = True) -> datetime:
    if isinstance(cell, datetime):
        return cell
    if isinstance(cell, date):
        return datetime.combine(cell, time())
    if isinstance(cell, (int, float)) and not isinstance(cell, bool):
        return _serial(float(cell), cell)
    text = fold(text_of(cell)).strip(" .")
    if re.fullmatch(r"\d{5}([.,]\d+)?", text):
        return _serial(float(text.replace(",", ".")), cell)
    day, rest = _day_in(text, cell, day_first)
    clock = _clock_in(rest.strip(" ,ta-"), cell)
    return datetime.combine(day, clock)


def _unread(cell: Any) -> ValidationError:
    return ValidationError(
        _("« %s » n’est pas une date lisible. Écrivez-la comme 03/11/2026.") % text_of(cell)[:60]
    )


def _serial(number: float, cell: Any) -> datetime:
    """Days since 1899-12-30, as spreadsheets count; years alone are refused rather than guessed."""
    if not 3660 <= number <= 109_574:
        raise _unread(cell)
    return datetime.combine(EPOCH, time()) + timedelta(seconds=round(number * 86400))


def _day_in(text: str, cell: Any, day_first: bool) -> tuple[date, str]:
    if found := _YEAR_FIRST.match(text):
        return _date(cell, found[1], found[2], found[3]), text[found.end() :]
    if found := _DAY_FIRST.match(text):
        first, second = (found[1], found[2]) if day_first or int(found[1]) > 12 else (found[2], found[1])
        return _date(cell, found[3], second, first), text[found.end() :]
    if found := _NAMED.match(text):
        month = MONTHS.get(found[2]) or MONTHS.get(found[2][:4])
        if month:
            return _date(cell, found[3], str(month), found[1]), text[found.end() :]
    if found := _PACKED.fullmatch(text):
        return _date(cell, found[1], found[2], found[3]), ""
    raise _unread(cell)


def _date(cell: Any, year: str, month: str, day: str) -> date:
    number = int(year)
    if len(year) == 2:
        pivot = (timezone.localdate().year + 10) % 100
        number += 2000 if number <= pivot else 1900
    try:
        return date(number, int(month), int(day))
    except ValueError:
        raise ValidationError(_("« %s » n’existe pas dans le calendrier.") % text_of(cell)[:60]) from None


def _clock_in(text: str, cell: Any) -> time:
    if not text:
        return time()
    found = _CLOCK.fullmatch(text)
    if not found:
        raise _unread(cell)
    zone = None
    if found[4]:
        zone = datetime.fromisoformat(f"2000-01-01T00:00:00{found[4].upper()}").tzinfo
    try:
        return time(int(found[1]), int(found[2] or 0), int(found[3] or 0), tzinfo=zone)
    except ValueError:
        raise _unread(cell) from None
