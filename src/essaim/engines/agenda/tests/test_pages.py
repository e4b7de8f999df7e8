"""The pages of the agenda, as people and calendar programs read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from icalendar import Calendar

from essaim.engines.agenda.actions.feeds import do_make_feed, do_revoke_feed
from essaim.engines.agenda.factories import EventFactory
from essaim.engines.agenda.inviting import link_of, send_waiting
from essaim.engines.agenda.showing import stamp

START = datetime(2027, 1, 4, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONTH = {"debut": "2027-01-01", "fin": "2027-02-01", "qui": "tous", "couche": ""}


@pytest.fixture
def event(network):
    return EventFactory(title="Réunion secrète", start=START, end=START + HOUR, networks=[network])


def test_calendar_and_its_list_tell_the_same_dates(client, colleague, event):
    client.force_login(colleague)
    drawn = client.get(reverse("agenda:dates"), MONTH).json()
    assert [(item["title"], item["start"]) for item in drawn] == [("Réunion secrète", "2027-01-04T09:00:00")]
    listed = client.get(reverse("agenda:list"), MONTH).content.decode()
    assert "Réunion secrète" in listed
    assert "09:00" in listed
    page = client.get(reverse("agenda:calendar"), {"vue": "liste", "mois": "2027-01", "qui": "tous"})
    assert "Réunion secrète" in page.content.decode()


def test_the_clock_shown_can_be_that_of_thies(client, colleague, event):
    client.force_login(colleague)
    drawn = client.get(reverse("agenda:dates"), {**MONTH, "heure": "Africa/Dakar"}).json()
    assert drawn[0]["start"] == "2027-01-04T08:00:00"


def test_who_may_not_see_an_event_finds_it_nowhere(client, stranger, event):
    client.force_login(stranger)
    assert client.get(reverse("agenda:dates"), MONTH).json() == []
    assert "Réunion secrète" not in client.get(reverse("agenda:list"), MONTH).content.decode()
    address = reverse("agenda:occurrence", kwargs={"pk": event.pk, "moment": stamp(event.start)})
    assert client.get(address).status_code == 404
    assert client.get(reverse("agenda:download", kwargs={"pk": event.pk})).status_code == 404
    _feed, token = do_make_feed(actor=stranger, network=event.networks.get())
    body = client.get(reverse("agenda:feed", kwargs={"token": token})).content.decode()
    assert "secrète" not in body


def test_a_date_is_moved_by_its_form(client, colleague, event):
    client.force_login(colleague)
    address = reverse("agenda:occurrence", kwargs={"pk": event.pk, "moment": stamp(event.start)})
    assert 'value="2027-01-04T09:00"' in client.get(address).content.decode()
    form = {"title": "Réunion", "start": "2027-01-05T14:00", "end": "2027-01-05T15:30", "scope": "all"}
    assert client.post(address, form).status_code == 302
    event.refresh_from_db()
    assert (event.start, event.end) == (
        datetime(2027, 1, 5, 13, tzinfo=UTC), datetime(2027, 1, 5, 14, 30, tzinfo=UTC),
    )  # fmt: skip
    again = reverse("agenda:occurrence", kwargs={"pk": event.pk, "moment": stamp(event.start)})
    refused = client.post(again, {**form, "end": "2027-01-05T13:00"})
    assert refused.status_code == 422


def test_a_feed_is_read_without_signing_in_until_it_is_revoked(client, colleague, event):
    feed, token = do_make_feed(actor=colleague, network=event.networks.get())
    address = reverse("agenda:feed", kwargs={"token": token})
    calendar = Calendar.from_ical(client.get(address).content)
    assert [str(part["SUMMARY"]) for part in calendar.walk("VEVENT")] == ["Réunion secrète"]
    do_revoke_feed(actor=colleague, feed=feed)
    assert client.get(address).status_code == 404


def test_an_invitation_is_answered_from_the_mail(client, network, guest):
    event = EventFactory(title="Atelier", networks=[network], guests=[guest])
    send_waiting(event.pk, user=guest.pk)
    message = mail.outbox[-1]
    assert message.attachments[0][0] == "invitation.ics"
    participation = event.participations.get()
    address = link_of(participation).split("8000")[-1]
    assert address in message.body.replace("\n", " ")
    address = "/agenda/" + address.split("/agenda/")[1]
    assert client.get(address).status_code == 200
    participation.refresh_from_db()
    assert participation.answer == "waiting"
    client.post(address, {"answer": "yes"})
    participation.refresh_from_db()
    assert participation.answer == "yes"
    assert client.get(address[:-3] + "x/").status_code == 404


def test_what_is_taken_is_told_before_saving_without_naming_what_one_may_not_see(
    client, network, guest, stranger
):
    EventFactory(title="Réunion secrète", start=START, end=START + HOUR, networks=[network], guests=[guest])
    client.force_login(stranger)
    asked = {
        "start": "2027-01-04T09:00",
        "end": "2027-01-04T10:00",
        "guests": guest.pk,
        "zone": "Europe/Paris",
    }
    text = client.get(reverse("agenda:availability"), asked).content.decode()
    assert "Déjà pris" in text
    assert "secrète" not in text
    assert "10:00" in text


def test_queries_do_not_grow_with_events(client, colleague, network):
    client.force_login(colleague)

    def count() -> int:
        with CaptureQueriesContext(connection) as taken:
            client.get(reverse("agenda:dates"), MONTH)
        return len(taken)

    EventFactory(start=START, end=START + HOUR, networks=[network])
    count()
    before = count()
    for _rank in range(8):
        EventFactory(start=START, end=START + HOUR, networks=[network], repeat="weekly", times=4)
    assert count() == before


@pytest.mark.parametrize(
    ("zone", "start", "expected"),
    [
        ("Africa/Dakar", "2027-01-15T09:00", "2027-01-15T10%3A00"),
        ("Africa/Dakar", "2027-07-15T09:00", "2027-07-15T11%3A00"),
        ("Europe/Paris", "2027-07-15T09:00", "2027-07-15T09%3A00"),
    ],
)
def test_a_slot_picked_on_another_clock_reaches_the_form_at_the_same_instant(
    client, colleague, zone, start, expected
):
    client.force_login(colleague)
    answer = client.get("/agenda/creer/", {"start": start, "end": start, "zone": zone})
    assert f"start={expected}" in answer["Location"]
