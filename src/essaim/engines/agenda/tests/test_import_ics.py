"""Calendar files brought in: seen first, updated by their names, undone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings

from essaim.engines.agenda.actions.importing import do_import, do_undo, do_upload, plan
from essaim.engines.agenda.factories import EventFactory
from essaim.engines.agenda.ical import calendar_of
from essaim.engines.agenda.models import Event, IcsImport
from essaim.engines.agenda.reading_ics import read
from essaim.engines.agenda.recurrence import end_of, slots
from essaim.engines.records.api import change, record_types
from tests.samples import people

from .test_recurrence import ruled

PARIS = "Europe/Paris"
FILE = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//essai//FR
BEGIN:VEVENT
UID:a1@ailleurs
DTSTART;TZID=Europe/Paris:20270104T090000
DTEND;TZID=Europe/Paris:20270104T103000
SUMMARY:Réunion
LOCATION:Nantes
RRULE:FREQ=WEEKLY;COUNT=4
EXDATE;TZID=Europe/Paris:20270111T090000
END:VEVENT
BEGIN:VEVENT
UID:a1@ailleurs
RECURRENCE-ID;TZID=Europe/Paris:20270118T090000
DTSTART;TZID=Europe/Paris:20270119T140000
DTEND;TZID=Europe/Paris:20270119T150000
SUMMARY:Réunion déplacée
END:VEVENT
BEGIN:VEVENT
UID:a2@ailleurs
DTSTART;VALUE=DATE:20270501
SUMMARY:Fête du travail
END:VEVENT
BEGIN:VEVENT
UID:a3@ailleurs
DTSTART:20270601T120000Z
DTEND:20270601T120500Z
RRULE:FREQ=MINUTELY
SUMMARY:Sans cesse
END:VEVENT
END:VCALENDAR
""".replace("\n", "\r\n")


@pytest.fixture
def owner(network):
    made = people.user("events:mine:cmsv")
    made.networks.add(network)
    return made


def brought_in(owner, content=FILE):
    made = do_upload(actor=owner, file_name="a.ics", content=content, zone=PARIS)
    return do_import(actor=owner, imported=made, zone=PARIS, values={"category": "other"})


def starts(event):
    rows = event.occurrences.filter(cancelled=False).order_by("start")
    return [f"{row.start.astimezone(event.tz):%m-%d %H:%M}" for row in rows]


def test_what_would_happen_is_told_and_nothing_is_written(owner):
    states = {line.parsed.title: line.state for line in plan(owner, FILE, PARIS)}
    assert states == {"Réunion": "new", "Fête du travail": "new", "Sans cesse": "refused"}
    assert not Event.objects.exists()


def test_a_series_keeps_its_exceptions(owner):
    done = brought_in(owner)
    event = Event.objects.get(uid="a1@ailleurs")
    assert starts(event) == ["01-04 09:00", "01-19 14:00", "01-25 09:00"]
    assert event.occurrences.get(title="Réunion déplacée").edited
    whole = Event.objects.get(uid="a2@ailleurs")
    assert whole.all_day
    assert whole.end - whole.start == timedelta(days=1)
    assert [item[0] for item in done.refused] == ["Sans cesse"]


def test_the_same_file_again_changes_nothing_and_a_newer_one_updates(owner):
    brought_in(owner)
    assert {line.state for line in plan(owner, FILE, PARIS)} == {"same", "refused"}
    newer = FILE.replace("LOCATION:Nantes", "LOCATION:Angers").replace("COUNT=4", "COUNT=5")
    assert [line.state for line in plan(owner, newer, PARIS)] == ["changed", "same", "refused"]
    brought_in(owner, newer)
    event = Event.objects.get(uid="a1@ailleurs")
    assert event.location == "Angers"
    assert starts(event) == ["01-04 09:00", "01-19 14:00", "01-25 09:00", "02-01 09:00"]
    assert Event.objects.count() == 2


def test_undoing_takes_away_what_came_and_gives_back_what_changed(owner):
    first = brought_in(owner)
    newer = FILE.replace("LOCATION:Nantes", "LOCATION:Angers").replace("T140000", "T160000")
    second = brought_in(owner, newer.replace("T150000", "T170000"))
    assert do_undo(actor=owner, imported=second) == (1, 0)
    event = Event.objects.get(uid="a1@ailleurs")
    assert event.location == "Nantes"
    assert starts(event) == ["01-04 09:00", "01-19 14:00", "01-25 09:00"]
    assert do_undo(actor=owner, imported=first) == (1, 1)
    assert list(Event.objects.values_list("uid", flat=True)) == ["a1@ailleurs"]
    with pytest.raises(ValidationError):
        do_undo(actor=owner, imported=first)


def test_what_was_written_since_is_left_alone(owner):
    done = brought_in(owner)
    event = Event.objects.get(uid="a2@ailleurs")
    change(actor=owner, record_type=record_types.get("events"), obj=event, values={"title": "À moi"})
    assert do_undo(actor=owner, imported=done) == (1, 1)
    assert Event.objects.get().title == "À moi"


def test_confirming_twice_imports_once(owner):
    made = do_upload(actor=owner, file_name="a.ics", content=FILE, zone=PARIS)
    for _time in range(2):
        do_import(actor=owner, imported=made, zone=PARIS, values={})
    assert Event.objects.count() == 2


def test_an_event_of_others_is_not_written_over(owner, network):
    EventFactory(uid="a2@ailleurs", title="D’un autre", networks=[network])
    assert [line.state for line in plan(owner, FILE, PARIS)][1] == "new"
    reader = people.user("events:network:v", "events:mine:cmsv")
    reader.networks.add(network)
    assert [line.state for line in plan(reader, FILE, PARIS)][1] == "refused"


@pytest.mark.parametrize(
    ("rule", "repeat", "expected"),
    [
        ("FREQ=MONTHLY;BYDAY=-1FR;COUNT=3", "custom", ["01-29 09:00", "02-26 09:00", "03-26 09:00"]),
        ("FREQ=WEEKLY;BYDAY=MO,WE;COUNT=3", "weekly", ["01-04 09:00", "01-06 09:00", "01-11 09:00"]),
        ("FREQ=DAILY;UNTIL=20270106T075959Z", "daily", ["01-04 09:00", "01-05 09:00"]),
        ("FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=4;COUNT=1", "yearly", ["01-04 09:00"]),
    ],
)
def test_rules_of_other_programs(owner, rule, repeat, expected):
    start = "0129" if "-1FR" in rule else "0104"
    brought_in(
        owner,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:x\r\n"
        f"DTSTART;TZID=Europe/Brussels:2027{start}T090000\r\nDURATION:PT1H\r\nRRULE:{rule}\r\n"
        "SUMMARY:Règle\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    event = Event.objects.get()
    assert (event.repeat, event.zone) == (repeat, "Europe/Paris")
    assert starts(event) == expected


@pytest.mark.parametrize(
    "text", ["", "bonjour", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "BEGIN:VCALENDAR\r\nBEGIN"]
)
def test_what_is_no_calendar_is_refused_in_words(client, owner, text):
    client.force_login(owner)
    answer = client.post("/agenda/importer/", {"file": SimpleUploadedFile("a.ics", text.encode() or b" ")})
    assert answer.status_code == 422
    assert not IcsImport.objects.exists()


def test_by_the_pages_from_file_to_undo(client, owner, stranger):
    client.force_login(owner)
    answer = client.post("/agenda/importer/", {"file": SimpleUploadedFile("a.ics", FILE.encode())})
    page = client.get(answer["Location"]).content.decode()
    assert "Fête du travail" in page
    assert "plus d’une fois par heure" in page
    client.post(answer["Location"], {"category": "session"})
    assert set(Event.objects.values_list("category", flat=True)) == {"session"}
    made = IcsImport.objects.get()
    assert made.content == ""
    client.post(reverse("agenda:undo_import", kwargs={"pk": made.pk}))
    assert not Event.objects.exists()
    client.force_login(stranger)
    assert client.get(answer["Location"]).status_code == 404


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(event=ruled())
def test_our_own_files_come_back_as_they_went(event):
    until = datetime(2028, 6, 1, tzinfo=UTC)
    (parsed,) = read(calendar_of([event], "Essai", until).decode(), event.zone)
    assert not parsed.refusal
    back = Event(pk=2, rule=parsed.rule, extra_dates=parsed.extra, **parsed.values)
    apart = {item.original: item.start for item in parsed.exceptions}
    ours = [(slot.original, slot.start) for slot in slots(event, until)[0]]
    theirs = [(slot.original, apart.get(slot.original, slot.start)) for slot in slots(back, until)[0]]
    assert theirs == ours
    assert end_of(back, back.start) == end_of(event, event.start)
