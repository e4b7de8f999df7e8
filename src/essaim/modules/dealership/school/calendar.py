"""Days of the school database: stories end on a day of the year and move by whole years.

A story is told in days before its end, on a calendar that has a 29 February; each event keeps its day
and month whatever the year (13 November 2019 seen in 2021 is 13 November 2020 seen in 2022). The year
of the end is the last one in which it is not later than today, so every month is covered and nothing
is later than today. Where the house was closed that day, it was on the last open day before: order
is kept, for both steps never put a later day before an earlier one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

REFERENCE = 2024  # a leap year: its calendar has all the days there are


@lru_cache(maxsize=200)
def _closed(year: int) -> frozenset[date]:
    import holidays

    return frozenset(holidays.country_holidays("FR", years=year))


@lru_cache(maxsize=50_000)
def open_day(day: date) -> date:
    """The day itself, or the last one before on which a dealership was open: neither Sunday nor public holiday."""
    while day.weekday() == 6 or day in _closed(day.year):
        day -= timedelta(days=1)
    return day


def next_open_day(day: date) -> date:
    while day.weekday() == 6 or day in _closed(day.year):
        day += timedelta(days=1)
    return day


def in_year(year: int, month: int, day: int) -> date:
    """29 February is 28 February where there is none."""
    if (month, day) == (2, 29) and not (year % 4 == 0 and (year % 100 or year % 400 == 0)):
        return date(year, 2, 28)
    return date(year, month, day)


@dataclass(frozen=True)
class End:
    """The last day of a story: rank of the day in a leap year (0 to 365), and how many years ago at least."""

    rank: int
    years_ago: int = 0

    @property
    def reference(self) -> date:
        return date(REFERENCE, 1, 1) + timedelta(days=self.rank)

    def year(self, today: date) -> int:
        there = in_year(today.year, self.reference.month, self.reference.day)
        return today.year - (there > today) - self.years_ago

    def before(self, days: int, today: date) -> date:
        """`days` before the end of the story, as seen on `today`."""
        then = self.reference - timedelta(days=days)
        return in_year(self.year(today) + then.year - REFERENCE, then.month, then.day)

    def open_before(self, days: int, today: date) -> date:
        return open_day(self.before(days, today))


@dataclass(frozen=True)
class Recent:
    """The end of a story that is going on: so many days ago, whatever the day (as leads are)."""

    days_ago: int

    def before(self, days: int, today: date) -> date:
        return today - timedelta(days=self.days_ago + days)

    def open_before(self, days: int, today: date) -> date:
        return open_day(self.before(days, today))
