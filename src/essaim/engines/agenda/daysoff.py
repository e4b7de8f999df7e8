"""Public holidays and school holidays."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from django.utils.translation import gettext as _


@lru_cache(maxsize=400)
def public_holidays(country: str, year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))


@lru_cache(maxsize=400)
def _names(country: str, year: int) -> dict[date, str]:
    import holidays

    try:
        return dict(holidays.country_holidays(country, years=year, language="fr"))
    except (NotImplementedError, ValueError):
        return dict(holidays.country_holidays(country, years=year))


def name_of(day: date, country: str) -> str:
    """The public holiday of this day, in French where it is known; "" on an ordinary day."""
    return _names(country, day.year).get(day, "").replace("'", "’") if country else ""


def school_known_until() -> date:
    """The last day the school holidays are known for: nothing is skipped after it."""
    return max(_school().data)


@lru_cache(maxsize=1)
def _school() -> Any:
    from vacances_scolaires_france import SchoolHolidayDates

    return SchoolHolidayDates()


def school_spans(first: date, last: date) -> list[tuple[str, date, date]]:
    """("Vacances d’hiver (zones A et B)", first day, last day) between two days, the end not counted."""
    found: list[tuple[str, date, date]] = []
    day = first
    while day < last:
        name = _school_name(day)
        if name and found and found[-1][0] == name and found[-1][2] == day - timedelta(days=1):
            found[-1] = (name, found[-1][1], day)
        elif name:
            found.append((name, day, day))
        day += timedelta(days=1)
    return found


def _school_name(day: date) -> str:
    zones = [zone for zone in "ABC" if is_school_holiday(day, zone)]
    if not zones:
        return ""
    name = str(_school().data[day]["nom_vacances"]).replace("'", "’")
    return (
        name
        if len(zones) == 3
        else f"{name} ({_('zones') if len(zones) > 1 else _('zone')} {', '.join(zones)})"
    )


@lru_cache(maxsize=4000)
def is_school_holiday(day: date, zone: str) -> bool:
    """Zones A, B and C of France. Years not yet published have no school holidays."""
    from vacances_scolaires_france import UnsupportedYearException

    try:
        return bool(_school().is_holiday_for_zone(day, zone))
    except UnsupportedYearException:
        return False


def is_off(day: date, country: str, school_zone: str) -> bool:
    if country and day in public_holidays(country, day.year):
        return True
    return bool(school_zone) and is_school_holiday(day, school_zone)
