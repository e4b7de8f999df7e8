"""From a list to mailboxes, through a real SMTP server, whatever the server does."""

from __future__ import annotations

import socket
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from essaim.engines.campaigns.actions import sending
from essaim.engines.campaigns.actions.content import do_choose_segment, do_freeze, do_save_text
from essaim.engines.campaigns.choices import Fate, State, Why
from essaim.engines.campaigns.factories import CampaignFactory
from essaim.engines.campaigns.models import Campaign, Message, Suppression
from essaim.engines.campaigns.noting import note_sent
from essaim.engines.directory.api import Consent, Person
from essaim.engines.directory.factories import PersonFactory
from essaim.engines.timeline.api import Interaction

from .launching import launch, work

pytestmark = pytest.mark.django_db


def test_each_receives_a_message_of_their_own_made_with_care(campaign, server, agreeing):
    agreeing(first_name="Modou", last_name="Fall", email="modou@exemple.example")
    campaign.subject, campaign.preheader = "Pour {{ Prénom }}", "Trois nouvelles"
    campaign.sender_name, campaign.reply_to = "École Soleil", "ecole@exemple.example"
    campaign.save()
    launch(campaign)
    assert sorted(server.recipients) == ["awa@exemple.example", "modou@exemple.example"]
    mail = next(mail for mail in server.received if mail["To"].addresses[0].username == "awa")
    assert str(mail["Subject"]) == "Pour Awa"
    assert mail["To"].addresses[0].display_name == "Awa Diop"
    assert mail["From"].addresses[0].display_name == "École Soleil"
    assert str(mail["Reply-To"]) == "ecole@exemple.example"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    message = Message.objects.get(person__first_name="Awa")
    assert message.key in mail["List-Unsubscribe"]
    assert message.key in mail["Message-ID"]
    assert mail["Date"] is not None
    assert mail.get_content_type() == "multipart/alternative"
    text, html = (mail.get_body((kind,)).get_content().replace("\r\n", "\n") for kind in ("plain", "html"))
    assert text.startswith("Bonjour Awa,\n")
    assert f"/messages/d/{message.key}/" in text
    assert "Bonjour Awa," in html
    assert "Trois nouvelles" in html
    assert 'lang="fr"' in html
    assert (message.fate, campaign.messages.count()) == (Fate.SENT, 2)
    campaign.refresh_from_db()
    assert campaign.state == State.DONE


def test_what_was_sent_is_told_on_the_timeline_once(campaign, server, awa):
    launch(campaign)
    note_sent()
    note_sent()
    told = Interaction.objects.get(person=awa)
    assert (told.kind, told.direction, told.author) == ("campaign", "out", campaign.owner)
    assert "Des nouvelles" in told.subject


def test_each_left_out_is_listed_with_the_reason(campaign, server, agreeing, network):
    PersonFactory(first_name="Sans", last_name="accord", email="a@exemple.example", networks=[network])
    said_no = agreeing(last_name="Non", email="b@exemple.example")
    Consent.objects.create(person=said_no, channel="email", purpose="news", given=False)
    agreeing(last_name="Sans adresse", email="")
    agreeing(last_name="Parti", email="c@exemple.example", status=Person.Status.DECEASED)
    agreeing(last_name="Bloquée", email="d@exemple.example")
    Suppression.objects.create(address="d@exemple.example", reason="bounce")
    agreeing(last_name="Zoé, même boîte", email="AWA@exemple.example")
    PersonFactory(last_name="Ailleurs", email="z@exemple.example")
    launch(campaign)
    assert server.recipients == ["awa@exemple.example"]
    why = dict(campaign.messages.exclude(why="").values_list("why", "label"))
    assert set(why) == {Why.NO_CONSENT, Why.REFUSED, Why.NO_ADDRESS, Why.GONE, Why.BLOCKED, Why.SAME_ADDRESS}
    assert not campaign.messages.filter(label__contains="Ailleurs").exists()


def test_a_service_message_needs_no_consent_but_a_living_address(campaign, server, network):
    PersonFactory(last_name="Sans accord", email="a@exemple.example", networks=[network])
    campaign.purpose = "service"
    campaign.save()
    launch(campaign)
    assert sorted(server.recipients) == ["a@exemple.example", "awa@exemple.example"]
    assert server.received[0]["List-Unsubscribe"] is None


def test_consent_withdrawn_after_preparation_still_counts(campaign, server, awa):
    server.answer = lambda step, address: "451 plus tard"
    launch(campaign)
    assert campaign.messages.get().fate == Fate.WAITING
    Consent.objects.create(person=awa, channel="email", purpose="news", given=False)
    server.answer = lambda step, address: ""
    work(campaign)
    assert server.recipients == []
    assert campaign.messages.get().why == Why.REFUSED


def test_a_list_once_frozen_does_not_grow(campaign, server, agreeing):
    do_freeze(actor=campaign.owner, campaign=campaign, frozen=True)
    agreeing(last_name="Venue après", email="apres@exemple.example")
    campaign.refresh_from_db()
    launch(campaign)
    assert server.recipients == ["awa@exemple.example"]


def test_refused_for_good_is_not_tried_again(campaign, server):
    server.answer = lambda step, address: "550 5.1.1 inconnu" if step == "RCPT" else ""
    launch(campaign)
    message = campaign.messages.get()
    assert message.fate == Fate.FAILED
    assert "550" in message.answer
    campaign.refresh_from_db()
    assert campaign.state == State.DONE


def test_put_off_is_tried_later_and_given_up_at_last(campaign, server):
    server.answer = lambda step, address: "451 liste grise" if step == "DATA" else ""
    launch(campaign)
    message = campaign.messages.get()
    assert message.fate == Fate.WAITING
    assert message.next_at > timezone.now() + timedelta(seconds=30)
    server.answer = lambda step, address: ""
    work(campaign)
    assert (campaign.messages.get().fate, len(server.received)) == (Fate.SENT, 1)

    Message.objects.update(fate=Fate.WAITING, attempts=5)
    Campaign.objects.update(state=State.SENDING)
    server.answer = lambda step, address: "451 encore"
    work(campaign)
    assert campaign.messages.get().fate == Fate.FAILED


@pytest.mark.parametrize("step", ["RCPT"])
def test_a_connection_cut_before_the_end_is_taken_up_again(campaign, server, step):
    cuts = iter(["cut", "cut", ""])
    server.answer = lambda at, address: next(cuts, "") if at == step else ""
    launch(campaign)
    assert campaign.messages.get().fate == Fate.WAITING
    assert "cut" not in campaign.messages.get().answer
    work(campaign)
    work(campaign)
    assert server.recipients == ["awa@exemple.example"]
    assert campaign.messages.get().fate == Fate.SENT


def test_a_connection_cut_after_the_last_line_is_a_doubt_and_never_a_double(campaign, server):
    server.answer = lambda step, address: "cut" if step == "DATA" else ""
    launch(campaign)
    message = campaign.messages.get()
    assert message.fate == Fate.UNCERTAIN
    server.answer = lambda step, address: ""
    work(campaign)
    assert len(server.received) == 1
    sending.do_settle_doubt(actor=campaign.owner, message=message, again=False)
    assert campaign.messages.get().fate == Fate.SENT


def test_a_person_may_decide_to_send_a_doubtful_message_again(campaign, server):
    server.answer = lambda step, address: "cut" if step == "DATA" else ""
    launch(campaign)
    server.answer = lambda step, address: ""
    sending.do_settle_doubt(actor=campaign.owner, message=campaign.messages.get(), again=True)
    work(campaign)
    assert len(server.received) == 2
    assert len({mail["Message-ID"] for mail in server.received}) == 1


def test_a_server_that_is_down_blames_nobody(campaign, server, settings):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port, settings.EMAIL_PORT = settings.EMAIL_PORT, taken.getsockname()[1]
    launch(campaign)
    message = campaign.messages.get()
    assert (message.fate, message.attempts) == (Fate.WAITING, 0)
    campaign.refresh_from_db()
    assert campaign.problem
    settings.EMAIL_PORT = port
    work(campaign)
    assert (campaign.messages.get().fate, campaign.problem, campaign.state) == (Fate.SENT, "", State.DONE)


def test_bounces_come_back_to_the_mailbox_that_is_read(campaign, server, settings):
    settings.CAMPAIGN_BOUNCES = "retours@exemple.example"
    launch(campaign)
    assert server.senders == [f"retours+{campaign.messages.get().key}@exemple.example"]


def test_a_test_goes_to_its_author_and_counts_for_nothing(campaign, server, awa):
    sending.do_send_test(actor=campaign.owner, campaign=campaign, to="moi@exemple.example", record_id=awa.pk)
    assert server.recipients == ["moi@exemple.example"]
    assert str(server.received[0]["Subject"]).startswith("[Essai]")
    assert "Bonjour Awa" in server.received[0].get_body(("plain",)).get_content()
    assert not campaign.messages.exists()


def test_nothing_leaves_while_something_is_missing(campaign, server):
    do_save_text(actor=campaign.owner, campaign=campaign, values={"subject": ""})
    with pytest.raises(ValidationError, match="objet"):
        launch(campaign)
    with pytest.raises(ValidationError, match="n’existe pas"):
        do_save_text(actor=campaign.owner, campaign=campaign, values={"body": "{{ Inconnu }}"})


def test_only_who_may_change_it_sends_it(campaign, server, stranger, sender):
    for action in (sending.do_schedule, sending.do_pause, sending.do_cancel):
        with pytest.raises(PermissionDenied):
            action(actor=stranger, campaign=campaign)
    with pytest.raises(ValidationError):
        do_choose_segment(actor=sender, campaign=campaign, segment={"type": "message_topics"})
    assert server.received == []


def test_who_launches_it_answers_for_whom_it_reaches(campaign, server, agreeing, sender):
    """A colleague who sees fewer people sends to fewer people."""
    other = PersonFactory(last_name="D’un autre réseau", email="autre@exemple.example")
    Consent.objects.create(person=other, channel="email", purpose="news", given=True)
    launch(campaign)
    assert server.recipients == ["awa@exemple.example"]


def test_twice_launched_it_leaves_once(campaign, server):
    launch(campaign)
    campaign = CampaignFactory._meta.model.objects.get(pk=campaign.pk)
    with pytest.raises(ValidationError):
        launch(campaign)
    assert len(server.received) == 1
