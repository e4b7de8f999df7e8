"""This date, this one and the following, all of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from essaim.engines.agenda.actions.answering import do_answer
from essaim.engines.agenda.actions.occurrences import do_cancel_occurrence, do_change_occurrence
from essaim.engines.agenda.clashes import find_clashes, next_free
from essaim.engines.agenda.factories import EventFactory, ResourceFactory
from essaim.engines.agenda.models import Event
from essaim.engines.agenda.queries import events_for, occurrence_of
from essaim.engines.agenda.reading import between
from essaim.engines.records.api import change, create, record_types

MONDAY = datetime(2027, 1, 4, 8, tzinfo=UTC)  # nine o'clock in Paris
HOUR = timedelta(hours=1)


def weekly(network, **fields):
    return EventFactory(
        title="Réunion",
        start=MONDAY,
        end=MONDAY + HOUR,
        repeat="weekly",
        times=6,
        networks=[network],
        **fields,
    )


def starts(user):
    found = between(events_for(user, "all"), MONDAY - timedelta(days=3), MONDAY + timedelta(days=60))
    return [row.start for row in found]


def weeks(*numbers):
    return [MONDAY + timedelta(weeks=number) for number in numbers]


def move(user, event, week, scope, by, **more):
    row = occurrence_of(event, MONDAY + timedelta(weeks=week))
    values = {"start": row.start + by, "end": row.end + by, "title": "Réunion", **more}
    return do_change_occurrence(actor=user, occurrence=row, scope=scope, **values)


def test_moving_this_date_leaves_the_others(colleague, network):
    event = weekly(network)
    move(colleague, event, 2, "this", HOUR)
    assert starts(colleague) == [*weeks(0, 1), MONDAY + timedelta(weeks=2) + HOUR, *weeks(3, 4, 5)]


def test_moving_the_following_cuts_the_series_and_keeps_the_number_of_dates(colleague, network, guest):
    event = weekly(network, guests=[guest])
    do_answer(actor=guest, participation=event.participations.get(), answer="yes")
    made = move(colleague, event, 2, "following", HOUR)
    assert made.pk != event.pk
    assert starts(colleague) == [*weeks(0, 1), *(week + HOUR for week in weeks(2, 3, 4, 5))]
    assert made.participations.get().answer == "yes"


def test_moving_all_carries_the_edited_dates_along(colleague, network):
    event = weekly(network)
    move(colleague, event, 1, "this", 2 * HOUR)
    event.refresh_from_db()
    move(colleague, event, 3, "all", timedelta(days=1))
    day = timedelta(days=1)
    assert starts(colleague) == [
        MONDAY + day, MONDAY + timedelta(weeks=1) + day + 2 * HOUR, *(week + day for week in weeks(2, 3, 4, 5)),
    ]  # fmt: skip


def test_days_of_the_week_follow_a_move_of_all(colleague, network):
    event = weekly(network, weekdays=["MO", "TH"])
    changed = move(colleague, event, 0, "all", timedelta(days=1))
    assert changed.weekdays == ["TU", "FR"]


def test_cancelled_dates_stay_away_when_the_event_is_written_again(colleague, network):
    event = weekly(network)
    do_cancel_occurrence(
        actor=colleague, occurrence=occurrence_of(event, MONDAY + timedelta(weeks=1)), scope="this"
    )
    event.refresh_from_db()
    change(actor=colleague, record_type=record_types.get("events"), obj=event, values={"title": "Autre nom"})
    assert starts(colleague) == weeks(0, 2, 3, 4, 5)


def test_cancelling_the_following_ends_the_series(colleague, network):
    event = weekly(network)
    do_cancel_occurrence(
        actor=colleague, occurrence=occurrence_of(event, MONDAY + timedelta(weeks=2)), scope="following"
    )
    assert starts(colleague) == weeks(0, 1)


def test_a_series_without_end_goes_on_beyond_the_dates_kept(colleague, network):
    event = EventFactory(start=MONDAY, end=MONDAY + HOUR, repeat="weekly", zone="UTC", networks=[network])
    late = MONDAY + timedelta(weeks=600)
    found = between(events_for(colleague, "all"), late - HOUR, late + timedelta(days=8))
    assert [row.start for row in found] == [late, late + timedelta(weeks=1)]
    assert occurrence_of(event, late).pk is None


def test_only_who_may_change_the_event_moves_a_date(stranger, guest, network):
    event = weekly(network, guests=[guest])
    for user in (stranger, guest):
        with pytest.raises(PermissionDenied):
            move(user, event, 1, "this", HOUR)
        with pytest.raises(PermissionDenied):
            move(user, event, 1, "following", HOUR)
    assert Event._base_manager.count() == 1


def test_a_room_is_not_had_twice_and_the_next_free_slot_is_told(colleague, network):
    room = ResourceFactory(name="Salle Soleil", networks=[network])
    EventFactory(start=MONDAY, end=MONDAY + HOUR, networks=[network], resources=[room])
    values = {
        "title": "Autre", "start": MONDAY, "end": MONDAY + HOUR, "resources": [room.pk], "networks": [network.pk],
    }  # fmt: skip
    with pytest.raises(ValidationError) as refused:
        create(actor=colleague, record_type=record_types.get("events"), values=values)
    assert "Salle Soleil" in str(refused.value)
    assert "10:00" in str(refused.value)
    assert Event._base_manager.count() == 1


def test_people_are_free_again_after_working_hours_pass(network, guest):
    event = EventFactory(
        start=MONDAY + 9 * HOUR,
        end=MONDAY + 10 * HOUR,
        networks=[network],
        guests=[guest],
        zone="Europe/Paris",
    )
    span = (event.start, event.end)
    assert [clash.occurrence.event_id for clash in find_clashes([span], [guest.pk], [])] == [event.pk]
    assert next_free(span, [guest.pk], [], event.tz)[0] == MONDAY + timedelta(days=1, hours=-1)
    do_answer(actor=guest, participation=event.participations.get(), answer="no")
    assert find_clashes([span], [guest.pk], []) == []


def test_nobody_answers_for_another(network, guest, colleague):
    event = weekly(network, guests=[guest])
    with pytest.raises(ValidationError):
        do_answer(actor=colleague, participation=event.participations.get(), answer="yes")
