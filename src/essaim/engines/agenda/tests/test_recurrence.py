"""Rules held against an independent iCalendar library."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from essaim.engines.agenda.choices import CODES
from essaim.engines.agenda.daysoff import is_off, is_school_holiday
from essaim.engines.agenda.expanding import row_of
from essaim.engines.agenda.ical import calendar_of
from essaim.engines.agenda.models import Event
from essaim.engines.agenda.recurrence import end_of, slots, snap, to_utc
from essaim.engines.records.api import record_types


def event_of(local: datetime, minutes: int = 60, **fields) -> Event:
    made = Event(pk=1, title="Essai", **fields)
    made._prefetched_objects_cache = {"occurrences": []}
    made.start = to_utc(made, local)
    made.end = made.start + timedelta(minutes=minutes)
    if made.all_day:
        made.end = to_utc(made, datetime.combine(local.date() + timedelta(days=1), time(0)))
    snap(made)
    return made


moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 12, 31)).map(
    lambda moment: moment.replace(second=0, microsecond=0)
)


@st.composite
def ruled(draw):
    repeat = draw(st.sampled_from(("none", "daily", "weekly", "monthly", "weekday", "yearly")))
    all_day = draw(st.booleans())
    local = draw(moments)
    if all_day:
        local = datetime.combine(local.date(), time(0))
    fields = {
        "repeat": repeat,
        "all_day": all_day,
        "zone": draw(st.sampled_from(("Europe/Paris", "Africa/Dakar", "America/Montreal", "UTC"))),
        "every": draw(st.integers(1, 4)),
        "weekdays": draw(st.lists(st.sampled_from(CODES), unique=True)) if repeat == "weekly" else [],
    }
    ending = draw(st.sampled_from(("never", "times", "until")))
    if ending == "times":
        fields["times"] = draw(st.integers(1, 30))
    elif ending == "until":
        fields["until"] = local.date() + timedelta(days=draw(st.integers(7, 700)))
    fields["country"] = draw(st.sampled_from(("", "FR", "SN")))
    fields["school_zone"] = draw(st.sampled_from(("", "", "A", "B", "C")))
    fields["policy"] = draw(st.sampled_from(("skip", "move")))
    return event_of(local, draw(st.integers(0, 600)), **fields)


def ours(event: Event, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    found, _complete = slots(event, end)
    rows = [row for slot in found if (row := row_of(event, slot))]
    return sorted((row.start, row.end) for row in rows if start <= row.start < end)


def theirs(event: Event, start: datetime, end: datetime) -> list[tuple[datetime, datetime]]:
    calendar = Calendar.from_ical(calendar_of([event], "Essai", end + timedelta(days=400)))
    found = recurring_ical_events.of(calendar).between(
        (start - timedelta(days=2)).replace(tzinfo=UTC), (end + timedelta(days=2)).replace(tzinfo=UTC)
    )
    spans = [(moment(event, part["DTSTART"].dt), moment(event, part["DTEND"].dt)) for part in found]
    return sorted(span for span in spans if start <= span[0] < end)


def moment(event: Event, value) -> datetime:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return to_utc(event, datetime.combine(value, time(0)))


@settings(max_examples=300, deadline=None)
@given(event=ruled(), month=st.integers(0, 40))
def test_feed_read_by_another_library_gives_the_dates_we_show(event, month):
    assert "events" in record_types
    start = datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=30 * month)
    end = start + timedelta(days=62)
    assert ours(event, start, end) == theirs(event, start, end)


def test_nine_o_clock_stays_nine_o_clock_when_the_clocks_change():
    event = event_of(datetime(2026, 3, 23, 9), repeat="weekly", zone="Europe/Paris")
    found, _complete = slots(event, datetime(2026, 4, 10, tzinfo=UTC))
    assert [slot.start.hour for slot in found] == [8, 7, 7]
    assert {slot.start.astimezone(ZoneInfo("Europe/Paris")).hour for slot in found} == {9}


def test_thies_does_not_move_when_paris_does():
    event = event_of(datetime(2026, 3, 23, 9), repeat="weekly", zone="Africa/Dakar")
    found, _complete = slots(event, datetime(2026, 4, 10, tzinfo=UTC))
    assert {slot.start.hour for slot in found} == {9}


def test_a_time_skipped_in_spring_takes_the_offset_before_the_change():
    event = event_of(datetime(2026, 3, 28, 2, 30), repeat="daily", zone="Europe/Paris")
    found, _complete = slots(event, datetime(2026, 3, 30, 12, tzinfo=UTC))
    assert found[1].start == datetime(2026, 3, 29, 1, 30, tzinfo=UTC)


def test_all_day_lasts_a_whole_day_when_the_clocks_change():
    event = event_of(datetime(2026, 10, 24), repeat="daily", zone="Europe/Paris", all_day=True)
    found, _complete = slots(event, datetime(2026, 10, 26, tzinfo=UTC))
    sunday = found[1].start
    assert end_of(event, sunday) - sunday == timedelta(hours=25)


def test_public_holidays_of_france_and_senegal_differ():
    assert is_off(date(2026, 7, 14), "FR", "")
    assert not is_off(date(2026, 7, 14), "SN", "")
    assert is_off(date(2026, 4, 4), "SN", "")
    assert not is_off(date(2026, 4, 4), "FR", "")


def test_school_holidays_differ_by_zone():
    assert is_school_holiday(date(2026, 2, 10), "A")
    assert not is_school_holiday(date(2026, 2, 10), "C")
    assert not is_school_holiday(date(2060, 7, 14), "A")


def test_a_date_on_a_public_holiday_is_skipped_or_moved_to_the_next_working_day():
    friday = datetime(2026, 4, 24, 14)
    skipped = event_of(friday, repeat="weekly", country="FR", times=3)
    found, complete = slots(skipped, datetime(2027, 1, 1, tzinfo=UTC))
    assert complete
    assert [slot.start and slot.start.date() for slot in found] == [date(2026, 4, 24), None, None]
    moved = event_of(friday, repeat="weekly", country="FR", times=2, policy="move")
    found, _complete = slots(moved, datetime(2027, 1, 1, tzinfo=UTC))
    assert [slot.start.date() for slot in found] == [date(2026, 4, 24), date(2026, 5, 4)]


def test_monthly_on_the_last_friday():
    event = event_of(datetime(2026, 1, 30, 9), repeat="weekday")
    found, _complete = slots(event, datetime(2026, 5, 1, tzinfo=UTC))
    assert [slot.start.day for slot in found] == [30, 27, 27, 24]
