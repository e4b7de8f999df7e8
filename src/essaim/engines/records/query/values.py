"""Values of a filter, from JSON to what the database compares."""

from __future__ import annotations

from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from essaim.engines.records.declarations import Field
from essaim.engines.records.kinds import Kind

from .errors import QueryError

MAX_ITEMS = 1000
FIRST_YEAR, LAST_YEAR = 1800, 2200


def scalar(field: Field, value: Any) -> Any:
    """One value of the field's kind, or QueryError naming the field."""
    if field.kind == Kind.BOOLEAN:
        if not isinstance(value, bool):
            raise _bad(field, _("oui ou non"))
        return value
    if field.kind == Kind.INTEGER or field.kind in (Kind.LINK, Kind.TAGS, Kind.REFERENCE):
        return _integer(field, value)
    if field.is_number:
        return _decimal(field, value)
    if field.is_date:
        return _date(field, value)
    if not isinstance(value, str) or "\x00" in value:
        raise _bad(field, _("un texte"))
    return value


def several(field: Field, value: Any) -> list[Any]:
    values = value if isinstance(value, list) else [value]
    if not values or len(values) > MAX_ITEMS:
        raise _bad(field, _("de 1 à 1 000 valeurs"))
    return [scalar(field, item) for item in values]


def pair(field: Field, value: Any) -> tuple[Any, Any]:
    if not isinstance(value, list) or len(value) != 2:
        raise _bad(field, _("deux bornes"))
    return scalar(field, value[0]), scalar(field, value[1])


def day_start(field: Field, day: date) -> Any:
    """The first instant of a day for a DATETIME field, the day itself for a DATE field."""
    if field.kind == Kind.DATETIME:
        return timezone.make_aware(datetime.combine(day, time.min))
    return day


def _bad(field: Field, expected: str) -> QueryError:
    return QueryError(
        _("Filtre sur « %(label)s » : %(expected)s attendu.") % {"label": field.label, "expected": expected}
    )


def _integer(field: Field, value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, (int, str)):
        raise _bad(field, _("un nombre entier"))
    try:
        number = int(value)
    except ValueError:
        raise _bad(field, _("un nombre entier")) from None
    if abs(number) > 2**53:
        raise _bad(field, _("un nombre entier"))
    return number


def _decimal(field: Field, value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise _bad(field, _("un nombre"))
    try:
        number = Decimal(str(value).replace(",", ".").replace("\u202f", "").replace(" ", ""))
    except InvalidOperation:
        raise _bad(field, _("un nombre")) from None
    if not number.is_finite() or abs(number) > Decimal(10) ** 15:
        raise _bad(field, _("un nombre"))
    return number


def _date(field: Field, value: Any) -> date:
    try:
        if isinstance(value, str) and (day := parse_date(value)):
            return in_range(day)
        if isinstance(value, str) and (moment := parse_datetime(value)):
            return in_range(moment.date())
    except ValueError:
        pass
    raise _bad(field, _("une date entre 1800 et 2200"))


def in_range(day: date) -> date:
    """The day, or ValueError when no clock nor database could do anything with it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(day)
    return day
