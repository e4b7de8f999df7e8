"""Messages before and after a date, tasks for the silent, and messages modules send."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time

from essaim.engines.campaigns.actions import automatic as actions
from essaim.engines.campaigns.automatic import dry_run, run_due
from essaim.engines.campaigns.choices import Fate, State
from essaim.engines.campaigns.couriers import Courier
from essaim.engines.campaigns.declared import DeclaredMessage, declared_messages, do_send_declared
from essaim.engines.campaigns.factories import AutomaticFactory, MessageFactory
from essaim.engines.campaigns.following import follow_up_due
from essaim.engines.campaigns.models import Campaign
from essaim.engines.campaigns.transports import base as transport_base
from essaim.engines.campaigns.transports import choose_by, fictive, on_fictive_sending
from essaim.engines.timeline.api import Interaction, Task
from essaim.kit.registry import Thawed

pytestmark = pytest.mark.django_db


@pytest.fixture
def reminder(sender, network, awa):
    made = AutomaticFactory(
        owner=sender, created_by=sender, date_field="birth_date", yearly=True, offset_days=-7, at_hour=9
    )
    made.networks.add(network)
    awa.birth_date = date(1980, 12, 1)
    awa.save()
    return made


@freeze_time("2026-11-22 12:00:00+01:00")
def test_a_dry_run_tells_who_and_when_and_writes_nothing(reminder, agreeing):
    agreeing(last_name="Sans adresse", email="", birth_date=date(1990, 12, 1))
    agreeing(last_name="En juin", birth_date=date(1990, 6, 1))
    plan = dry_run(reminder)
    assert [(planned.day, planned.kept, len(planned.lines)) for planned in plan] == [
        (date(2026, 11, 24), 1, 2)
    ]
    assert not reminder.messages.exists()


def test_each_receives_it_on_their_day_once_a_year(reminder, mailoutbox):
    with freeze_time("2026-11-22 12:00:00+01:00"):
        actions.do_turn_on(actor=reminder.owner, campaign=reminder)
        assert run_due() == 0
    with freeze_time("2026-11-24 08:00:00+01:00"):
        assert run_due() == 0, "before its hour"
    with freeze_time("2026-11-24 09:30:00+01:00"):
        assert (run_due(), run_due()) == (1, 0)
        Courier().work(5)
        assert [mail.to for mail in mailoutbox] == [["awa@exemple.example"]]
        assert mailoutbox[0].extra_headers["Auto-Submitted"] == "auto-generated"
    with freeze_time("2027-11-24 09:30:00+01:00"):
        Campaign.objects.update(last_day=date(2027, 11, 23))
        assert run_due() == 1


def test_a_machine_that_was_stopped_catches_up_some_days(reminder, mailoutbox):
    actions.do_turn_on(actor=reminder.owner, campaign=reminder)
    Campaign.objects.update(last_day=date(2026, 11, 22))
    with freeze_time("2026-11-26 12:00:00+01:00"):
        assert run_due() == 1
    Campaign.objects.update(last_day=date(2025, 11, 1))
    with freeze_time("2026-12-24 12:00:00+01:00"):
        assert run_due() == 0


def test_the_29th_of_february_is_the_28th_in_other_years(reminder, awa):
    awa.birth_date = date(2000, 2, 29)
    awa.save()
    with freeze_time("2027-02-20 12:00:00+01:00"):
        assert [planned.day for planned in dry_run(reminder)] == [date(2027, 2, 21)]


def test_it_is_not_turned_on_unfinished(reminder):
    Campaign.objects.update(date_field="")
    with pytest.raises(ValidationError, match="date"):
        actions.do_turn_on(actor=reminder.owner, campaign=reminder)


def test_its_page(client, reminder, sender):
    client.force_login(sender)
    url = reverse("campaigns:automatic", kwargs={"pk": reminder.pk})
    assert client.get(url).status_code == 200
    values = {"days": "3", "side": "after", "date_field": "created_at", "at_hour": "10"}
    client.post(url, values)
    reminder.refresh_from_db()
    assert (reminder.offset_days, reminder.date_field, reminder.at_hour) == (3, "created_at", 10)
    assert client.post(url, {**values, "at_hour": "25"}).status_code == 422
    client.post(url, {"allumer": "1"})
    reminder.refresh_from_db()
    assert reminder.state == State.SENDING
    client.post(url, {"eteindre": "1"})
    reminder.refresh_from_db()
    assert reminder.state == State.DRAFT


def test_the_silent_get_a_task_and_the_others_do_not(campaign, awa, agreeing, sender):
    wrote, called = (
        agreeing(last_name="A écrit", email="e@e.example"),
        agreeing(last_name="A appelé", email="f@e.example"),
    )
    for person in (awa, wrote, called):
        MessageFactory(campaign=campaign, person=person, label=str(person), fate=Fate.SENT)
    campaign.messages.filter(person=wrote).update(answered_at=timezone.now())
    Interaction.objects.create(person=called, subject="Appel", direction="in", kind="call")
    then = timezone.now() - timedelta(days=6)
    Campaign.objects.update(state=State.DONE, finished_at=then, started_at=then, follow_up_days=7)
    assert follow_up_due() == 0
    Campaign.objects.update(follow_up_days=5)
    assert (follow_up_due(), follow_up_due()) == (1, 0)
    task = Task.objects.get()
    assert (task.person, task.assigned_to, task.due_date) == (awa, sender, timezone.localdate())
    assert "Relancer Awa Diop" in task.title


@pytest.fixture
def signed():
    with Thawed(declared_messages):
        declared_messages.declare(
            DeclaredMessage(
                "missions.signed", "Mission signée", "{{ Formule d’appel }},\n\nLa mission {{ Mission }} est signée.",
                "Mission signée : {{ Mission }}", fields=(("mission", "Mission"),),
            )
        )  # fmt: skip
        yield


def test_a_module_sends_one_message_in_answer_to_an_event(signed, awa, mailoutbox):
    message = do_send_declared(
        actor=None, name="missions.signed", to=awa, values={"mission": "<b>n° 4</b>"}, once="4"
    )
    again = do_send_declared(actor=None, name="missions.signed", to=awa, values={"mission": "x"}, once="4")
    assert again == message
    Courier().work(5)
    assert mailoutbox[0].subject == "Mission signée : <b>n° 4</b>"
    assert "Madame Diop," in mailoutbox[0].body
    assert "&lt;b&gt;" in message.body
    with pytest.raises(ValueError, match="autre"):
        do_send_declared(actor=None, name="missions.signed", to=awa, values={"autre": "x"})


def test_in_a_sandbox_nothing_leaves_and_a_simulator_may_answer(signed, awa, mailoutbox, monkeypatch):
    monkeypatch.setattr(transport_base, "_choosers", [])
    monkeypatch.setattr(fictive, "_hooks", [])
    heard = []
    choose_by(lambda channel: "fictif")
    on_fictive_sending(heard.append)
    message = do_send_declared(actor=None, name="missions.signed", to=awa, values={"mission": "5"})
    Courier().work(5)
    message.refresh_from_db()
    assert (message.fate, heard, mailoutbox) == (Fate.SENT, [message], [])
