"""Relative dates: "les 3 derniers mois", "cette semaine", "l’an dernier"."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from .errors import QueryError
from .values import in_range

UNITS = ("day", "week", "month", "quarter", "year")


def add_months(day: date, months: int) -> date:
    """The same day `months` later, or the last of that month: 31 January + 1 → 28 or 29 February."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def start_of(unit: str, day: date) -> date:
    """The first day of the day's week (Monday), month, quarter or year."""
    if unit == "week":
        return day - timedelta(days=day.weekday())
    if unit == "month":
        return day.replace(day=1)
    if unit == "quarter":
        return date(day.year, 3 * ((day.month - 1) // 3) + 1, 1)
    if unit == "year":
        return date(day.year, 1, 1)
    return day


def shift(unit: str, day: date, count: int) -> date:
    if unit in ("day", "week"):
        return day + timedelta(days=count * (7 if unit == "week" else 1))
    return add_months(day, count * {"month": 1, "quarter": 3, "year": 12}[unit])


def resolve(value: Any, today: date | None = None) -> tuple[date, date]:
    """First and last day of a period.

    `value` is {"last": 3, "unit": "month"} (the three months up to today), {"next": 2, "unit": "week"},
    or {"this": "month"}, {"previous": "year"}, {"following": "week"} (whole calendar units).
    """
    today = today or timezone.localdate()
    if not isinstance(value, dict):
        raise QueryError(_("Cette période n’est pas reconnue."))
    if "this" in value or "previous" in value or "following" in value:
        return _calendar(value, today)
    unit = value.get("unit", "day")
    if unit not in UNITS:
        raise QueryError(_("Cette période n’est pas reconnue."))
    count = _count(value.get("last", value.get("next")))
    try:
        if "last" in value:
            return in_range(shift(unit, today, -count) + timedelta(days=1)), today
        return today, in_range(shift(unit, today, count) - timedelta(days=1))
    except (OverflowError, ValueError):
        raise QueryError(_("Cette période est trop longue.")) from None


def _calendar(value: dict[str, Any], today: date) -> tuple[date, date]:
    word = next(name for name in ("this", "previous", "following") if name in value)
    unit = value[word]
    if unit not in UNITS:
        raise QueryError(_("Cette période n’est pas reconnue."))
    step = {"this": 0, "previous": -1, "following": 1}[word]
    first = shift(unit, start_of(unit, today), step)
    return first, shift(unit, first, 1) - timedelta(days=1)


def _count(value: Any) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= 5000:
        raise QueryError(_("Une période compte de 1 à 5 000 jours, semaines, mois ou années."))
    return value
