"""Public holidays and school holidays."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any


@lru_cache(maxsize=400)
def public_holidays(country: str, year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays(country, years=year))


@lru_cache(maxsize=1)
def _school() -> Any:
    from vacances_scolaires_france import SchoolHolidayDates

    return SchoolHolidayDates()


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
