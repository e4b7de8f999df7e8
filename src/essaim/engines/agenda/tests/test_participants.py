"""People of the directory are asked and answer without an account; answers are told together."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from essaim.engines.agenda.actions.inviting import (
    do_invite_people,
    do_invite_person,
    do_note_answer,
    do_remind,
    do_uninvite,
)
from essaim.engines.agenda.actions.saving import sync_participants
from essaim.engines.agenda.clashes import find_clashes
from essaim.engines.agenda.factories import EventFactory
from essaim.engines.agenda.inviting import link_of, send_again, send_waiting
from essaim.engines.directory.factories import PersonFactory
from tests.samples import people

START = datetime(2027, 1, 4, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def organiser(network):
    made = people.user("events:network:cmsv", "people:network:v")
    made.networks.add(network)
    return made


@pytest.fixture
def event(network, guest):
    return EventFactory(title="Atelier", start=START, end=START + HOUR, networks=[network], guests=[guest])


@pytest.fixture
def person(network):
    return PersonFactory(first_name="Awa", last_name="Essai", email="awa@exemple.test", networks=[network])


def invited(organiser, event, person):
    do_invite_person(actor=organiser, event=event, person=person.pk)
    return event.participations.get(person=person)


def test_a_person_without_an_account_answers_from_the_mail(client, organiser, event, person):
    row = invited(organiser, event, person)
    send_waiting(event.pk, person=person.pk)
    message = mail.outbox[-1]
    assert message.to == ["awa@exemple.test"]
    calendar = Calendar.from_ical(message.attachments[0][1])
    assert [str(part["SUMMARY"]) for part in calendar.walk("VEVENT")] == ["Atelier"]
    address = "/agenda/" + link_of(row).split("/agenda/")[1]
    assert "Awa" in client.get(address).content.decode()
    client.post(address, {"answer": "no"})
    row.refresh_from_db()
    assert row.answer == "no"
    client.post(address, {"answer": "tout"})
    row.refresh_from_db()
    assert row.answer == "no"


def test_answers_of_people_stay_when_the_event_is_written_again(organiser, event, person):
    row = invited(organiser, event, person)
    sync_participants(event, organiser)
    assert event.participations.filter(pk=row.pk).exists()


def test_somebody_out_of_reach_is_neither_invited_nor_named(client, organiser, event, person):
    hidden = PersonFactory(first_name="Hors", last_name="Portée")
    assert do_invite_people(actor=organiser, event=event, people=[hidden.pk, person.pk]) == 1
    with pytest.raises(ValidationError):
        do_invite_person(actor=organiser, event=event, person=hidden.pk)
    event.participations.create(person=hidden)
    client.force_login(organiser)
    page = client.get(reverse("agenda:participants", kwargs={"pk": event.pk})).content.decode()
    assert "Awa" in page
    assert "Portée" not in page
    assert "Une personne que vous ne suivez pas" in page


def test_only_who_may_change_the_event_invites_notes_and_reminds(guest, stranger, event, person, organiser):
    row = invited(organiser, event, person)
    for user in (guest, stranger):
        with pytest.raises(PermissionDenied):
            do_invite_people(actor=user, event=event, people=[person.pk])
        with pytest.raises(PermissionDenied):
            do_note_answer(actor=user, participation=row, answer="yes")
        with pytest.raises(PermissionDenied):
            do_remind(actor=user, event=event)
        with pytest.raises(PermissionDenied):
            do_uninvite(actor=user, participation=row)


def test_an_answer_told_by_telephone_says_who_noted_it(client, organiser, event, person):
    row = invited(organiser, event, person)
    client.force_login(organiser)
    address = reverse("agenda:note_answer", kwargs={"pk": event.pk, "key": row.pk})
    client.post(address, {"answer": "yes"})
    row.refresh_from_db()
    assert (row.answer, row.noted_by) == ("yes", organiser)
    page = client.get(reverse("agenda:participants", kwargs={"pk": event.pk})).content.decode()
    assert "noté par" in page


def test_reminders_go_to_those_who_have_not_answered_and_not_twice_a_day(organiser, event, person):
    row = invited(organiser, event, person)
    event.participations.exclude(pk=row.pk).update(answer="yes")
    assert do_remind(actor=organiser, event=event) == 1
    send_again(row.pk)
    assert "Rappel" in mail.outbox[-1].subject
    assert do_remind(actor=organiser, event=event) == 0
    event.participations.update(mailed_at=timezone.now() - timedelta(days=2))
    assert do_remind(actor=organiser, event=event) == 1
    event.participations.update(answer="no")
    sent = len(mail.outbox)
    send_again(row.pk)
    assert len(mail.outbox) == sent


def test_an_invitation_taken_back_no_longer_answers(client, organiser, event, person):
    row = invited(organiser, event, person)
    address = "/agenda/" + link_of(row).split("/agenda/")[1]
    do_uninvite(actor=organiser, participation=row)
    assert client.get(address).status_code == 404
    user_row = event.participations.get()
    with pytest.raises(ValidationError):
        do_uninvite(actor=organiser, participation=user_row)


def test_a_person_is_not_in_two_places(organiser, event, person):
    row = invited(organiser, event, person)
    assert len(find_clashes([(START, START + HOUR)], (), (), people=[person.pk])) == 1
    do_note_answer(actor=organiser, participation=row, answer="no")
    assert find_clashes([(START, START + HOUR)], (), (), people=[person.pk]) == []


def test_somebody_without_an_address_is_told_so(client, organiser, event, network):
    person = PersonFactory(first_name="Sans", last_name="Courriel", email="", networks=[network])
    invited(organiser, event, person)
    send_waiting(event.pk, person=person.pk)
    assert mail.outbox == []
    client.force_login(organiser)
    page = client.get(reverse("agenda:participants", kwargs={"pk": event.pk})).content.decode()
    assert "pas d’adresse" in page
