"""From the text of an outside agenda to its dates."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.engines.agenda.models import OutsideCalendar, OutsideDate

from .fetching import Unreadable

PAST, AHEAD = timedelta(days=90), timedelta(days=400)
MOST_DATES = 5000
MOST_COMPONENTS = 20_000
TOO_OFTEN = {"SECONDLY", "MINUTELY", "HOURLY"}


def dates_of(calendar: OutsideCalendar, body: bytes, now: datetime) -> list[OutsideDate]:
    """Not saved. From three months ago to a year ahead, `MOST_DATES` at the most."""
    import recurring_ical_events
    from icalendar import Calendar

    try:
        parsed = Calendar.from_ical(body)
        _thin(parsed)
        series = recurring_ical_events.of(parsed, skip_bad_series=True)
        parts = list(islice(_until(series.after(now - PAST), now + AHEAD), MOST_DATES))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError):
        raise Unreadable(_("Cet agenda est mal écrit : il ne peut pas être lu.")) from None
    return [made for part in parts if (made := _date(calendar, part)) is not None]


def _until(parts: Any, end: datetime) -> Any:
    for part in parts:
        if _aware(part["DTSTART"].dt) >= end:
            return
        yield part


def _thin(parsed: Any) -> None:
    """What repeats every hour or more often is left out: nobody plans by it."""
    kept = [part for part in parsed.subcomponents if not (part.name == "VEVENT" and _is_too_often(part))]
    parsed.subcomponents = kept[:MOST_COMPONENTS]


def _is_too_often(part: Any) -> bool:
    rules = part.get("RRULE", [])
    return any(is_too_often(rule) for rule in (rules if isinstance(rules, list) else [rules]))


def is_too_often(rule: Any) -> bool:
    """More than once an hour, roughly: such rules are not plans, and would never end."""
    times_a_day = 1
    for name in ("BYHOUR", "BYMINUTE", "BYSECOND"):
        times_a_day *= max(1, len(rule.get(name, [])))
    return times_a_day > 24 or any(str(freq).upper() in TOO_OFTEN for freq in rule.get("FREQ", []))


def _date(calendar: OutsideCalendar, part: Any) -> OutsideDate | None:
    if str(part.get("STATUS", "")).upper() == "CANCELLED":
        return None
    start, end = part["DTSTART"].dt, part["DTEND"].dt if "DTEND" in part else part["DTSTART"].dt
    whole = not isinstance(start, datetime)
    if whole and end <= start:
        end = start + timedelta(days=1)
    return OutsideDate(
        calendar=calendar,
        start=_aware(start),
        end=max(_aware(end), _aware(start)),
        all_day=whole,
        title=_text(part, "SUMMARY")[:200] or _("Occupé"),
        location=_text(part, "LOCATION")[:200],
    )


def _text(part: Any, name: str) -> str:
    return " ".join(str(part.get(name, "")).replace("\x00", "").split())


def _aware(moment: Any) -> datetime:
    """Whole days at midnight UTC; a time without a zone on the clock of the installation."""
    if isinstance(moment, datetime):
        return moment if moment.tzinfo else moment.replace(tzinfo=ZoneInfo(settings.TIME_ZONE))
    assert isinstance(moment, date)
    return datetime.combine(moment, time(0), ZoneInfo("UTC"))
