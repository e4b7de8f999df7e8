"""An appointment in few words, from a slot or from any record; a copy; the clock one lives by."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.urls import reverse

from essaim.engines.agenda.actions.appointments import do_duplicate_event
from essaim.engines.agenda.factories import EventFactory, ResourceFactory
from essaim.engines.agenda.models import Event
from essaim.engines.directory.factories import OrganisationFactory, PersonFactory
from tests.samples import people

QUICK = "/agenda/nouveau/"
FORM = {
    "title": "Entretien",
    "category": "appointment",
    "day": "2027-07-15",
    "start_time": "09:00",
    "end_time": "10:00",
    "zone": "Africa/Dakar",
    "repeat": "none",
}


@pytest.fixture
def counsellor(network):
    made = people.user("events:mine:cmsv", "events:network:v", "people:network:v", "organisations:network:v")
    made.networks.add(network)
    return made


@pytest.fixture
def person(network):
    return PersonFactory(first_name="Awa", last_name="Essai", email="awa@exemple.test", networks=[network])


def test_a_slot_of_thies_is_written_on_the_clock_of_thies(client, counsellor):
    client.force_login(counsellor)
    shown = client.get(
        QUICK, {"debut": "2027-07-15T09:00", "fin": "2027-07-15T10:30", "heure": "Africa/Dakar"}
    )
    assert 'value="09:00"' in shown.content.decode()
    assert 'value="10:30"' in shown.content.decode()
    client.post(QUICK, FORM)
    made = Event.objects.get()
    assert (made.start, made.zone) == (datetime(2027, 7, 15, 9, tzinfo=UTC), "Africa/Dakar")
    assert made.owner == counsellor


def test_an_appointment_about_a_person_invites_them_by_mail(
    client, counsellor, person, django_capture_on_commit_callbacks
):
    client.force_login(counsellor)
    shown = client.get(QUICK, {"fiche": f"people:{person.pk}"})
    assert "Awa" in shown.content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(QUICK, {**FORM, "fiche": f"people:{person.pk}", "invite": "on"})
    made = Event.objects.get()
    assert made.person == person
    assert made.participations.get().person == person
    assert mail.outbox[-1].to == ["awa@exemple.test"]
    page = client.get(reverse("records:detail", kwargs={"slug": "personnes", "pk": person.pk}))
    assert "Entretien" in page.content.decode()


def test_an_appointment_may_be_about_a_record_of_any_type(client, counsellor, network):
    body = OrganisationFactory(name="Atelier du pont", networks=[network])
    client.force_login(counsellor)
    client.post(QUICK, {**FORM, "fiche": f"organisations:{body.pk}"})
    assert Event.objects.get().organisation == body


def test_a_record_out_of_reach_gets_no_appointment(client, counsellor):
    hidden = PersonFactory(last_name="Cachée")
    client.force_login(counsellor)
    assert client.get(QUICK, {"fiche": f"people:{hidden.pk}"}).status_code == 404
    assert client.post(QUICK, {**FORM, "fiche": f"people:{hidden.pk}"}).status_code == 404
    for odd in ("people:x", "nothing:1", "people:99999999999999999999"):
        assert client.get(QUICK, {"fiche": odd}).status_code == 404
    assert not Event.objects.exists()


def test_whole_days_go_from_midnight_to_midnight_there(client, counsellor):
    client.force_login(counsellor)
    days = {"all_day": "on", "day": "2027-10-30", "last_day": "2027-10-31", "zone": "Europe/Paris"}
    client.post(QUICK, {**FORM, **days, "start_time": "", "end_time": ""})
    made = Event.objects.get()
    assert made.end - made.start == timedelta(hours=49)


def test_a_wrong_hour_is_told_at_its_place_and_nothing_is_written(client, counsellor):
    client.force_login(counsellor)
    answer = client.post(QUICK, {**FORM, "start_time": ""})
    assert answer.status_code == 422
    assert not Event.objects.exists()


def test_a_repetition_skips_holidays(client, counsellor):
    client.force_login(counsellor)
    rule = {"repeat": "weekly", "until": "2027-05-20", "country": "FR", "policy": "skip"}
    client.post(QUICK, {**FORM, "day": "2027-05-06", "zone": "Europe/Paris", **rule})
    made = Event.objects.get()
    days = [f"{row.start:%m-%d}" for row in made.occurrences.order_by("start")]
    assert days == ["05-13", "05-20"]


def test_who_may_only_share_must_say_with_whom(client, network, colleague):
    client.force_login(colleague)
    assert client.post(QUICK, FORM).status_code == 422
    client.post(QUICK, {**FORM, "networks": network.pk})
    assert list(Event.objects.get().networks.all()) == [network]


def test_a_taken_room_is_told_before_and_refused_after(client, colleague, network):
    room = ResourceFactory(networks=[network])
    start = datetime(2027, 7, 15, 9, tzinfo=UTC)
    EventFactory(start=start, end=start + timedelta(hours=1), networks=[network], resources=[room])
    client.force_login(colleague)
    asked = {**FORM, "networks": network.pk, "resources": room.pk}
    told = client.get(reverse("agenda:availability"), asked).content.decode()
    assert "Déjà pris" in told
    answer = client.post(QUICK, asked)
    assert answer.status_code == 422
    assert "déjà pris" in answer.content.decode()


def test_a_whole_day_takes_the_room_too(client, colleague, network):
    room = ResourceFactory(networks=[network])
    start = datetime(2027, 7, 14, 22, tzinfo=UTC)
    EventFactory(
        start=start, end=start + timedelta(days=1), all_day=True, networks=[network], resources=[room]
    )
    client.force_login(colleague)
    answer = client.post(QUICK, {**FORM, "networks": network.pk, "resources": room.pk})
    assert answer.status_code == 422


def test_a_copy_takes_everything_but_the_repetition_and_the_answers(colleague, network, guest, person):
    start = datetime(2027, 7, 15, 9, tzinfo=UTC)
    event = EventFactory(
        title="Atelier",
        start=start,
        end=start + timedelta(hours=2),
        repeat="weekly",
        times=4,
        networks=[network],
        guests=[guest],
        location="Nantes",
    )
    event.participations.update(answer="yes")
    made = do_duplicate_event(
        actor=colleague, event=event, title="Atelier bis", start=start + timedelta(days=30)
    )
    assert (made.title, made.location, made.repeat) == ("Atelier bis", "Nantes", "none")
    assert made.end - made.start == timedelta(hours=2)
    assert made.participations.get().answer == "waiting"


def test_the_clock_chosen_is_that_of_every_form(client, colleague, network):
    event = EventFactory(
        start=datetime(2027, 7, 15, 9, tzinfo=UTC),
        end=datetime(2027, 7, 15, 10, tzinfo=UTC),
        networks=[network],
    )
    edit = reverse("records:edit", kwargs={"slug": "evenements", "pk": event.pk})
    client.force_login(colleague)
    assert "2027-07-15T11:00" in client.get(edit).content.decode()
    client.post("/agenda/horloge/", {"zone": "Africa/Dakar"})
    page = client.get(edit).content.decode()
    assert "2027-07-15T09:00" in page
    assert "Thiès" in page
    client.post("/agenda/horloge/", {"zone": ""})
    assert "2027-07-15T11:00" in client.get(edit).content.decode()


def test_the_clock_comes_back_at_the_next_sign_in(client, colleague):
    client.force_login(colleague)
    client.post("/agenda/horloge/", {"zone": "Africa/Dakar"})
    client.logout()
    colleague.set_password("un-long-mot-de-passe")
    colleague.save()
    client.post(reverse("account_login"), {"login": colleague.email, "password": "un-long-mot-de-passe"})
    assert client.session.get("clock") == "Africa/Dakar"


def test_records_beside_the_calendar_are_those_one_may_see(client, counsellor, person):
    PersonFactory(first_name="Hors", last_name="Portée")
    client.force_login(counsellor)
    body = client.get("/agenda/fiches/", {"source": "people"}).content.decode()
    assert f"people:{person.pk}" in body
    assert "Portée" not in body
    assert client.get("/agenda/fiches/", {"source": "tasks"}).status_code == 404
    assert client.get("/agenda/fiches/", {"source": "vue-99"}).status_code == 404
    assert "Portée" not in client.get("/agenda/fiches/", {"source": "people", "q": "hors"}).content.decode()
