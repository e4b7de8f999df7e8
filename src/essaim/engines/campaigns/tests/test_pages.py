"""The pages of a campaign as their users meet them, and what others may not reach."""

from __future__ import annotations

import pytest
from django.urls import reverse

from essaim.engines.campaigns.choices import Fate, State
from essaim.engines.campaigns.couriers import Courier
from essaim.engines.campaigns.factories import MessageFactory, TemplateFactory
from essaim.engines.campaigns.models import Campaign
from essaim.engines.campaigns.panels import write_to_people
from essaim.engines.directory.factories import PersonFactory
from tests.samples import people

pytestmark = pytest.mark.django_db
STEPS = ("text", "recipients", "sending", "messages")


@pytest.fixture
def as_sender(client, sender):
    client.force_login(sender)
    return client


def url(name, campaign, **more):
    return reverse(f"campaigns:{name}", kwargs={"pk": campaign.pk, **more})


def test_from_a_filtered_list_to_a_campaign_to_these_people(as_sender, awa, agreeing):
    agreeing(last_name="De Dakar", email="d@exemple.example", city="Dakar")
    template = TemplateFactory(subject="Bienvenue", body="Bonjour {{ Prénom }}")
    listed = as_sender.get("/personnes/").content.decode()
    assert "/messages/nouvelle/?type=personnes" in listed
    address = '/messages/nouvelle/?type=personnes&f={"field":"city","op":"is","value":"Thiès"}'
    assert "Thiès" in as_sender.get(address).content.decode()
    answer = as_sender.post(
        address, {"name": "À Thiès", "channel": "email", "purpose": "news", "template": template.pk}
    )
    made = Campaign.objects.get()
    assert answer["Location"] == url("text", made)
    assert (made.subject, made.segment["filter"]["value"]) == ("Bienvenue", "Thiès")
    page = as_sender.get(url("recipients", made)).content.decode()
    assert "Ville est" in page
    assert "De Dakar" not in page


def test_writing_shows_what_a_real_person_will_read(as_sender, campaign, awa):
    page = as_sender.get(url("text", campaign)).content.decode()
    assert "Bonjour Awa," in page
    typed = {"subject": "Ville : {{ Ville }}", "body": "À {{ Ville }}", "sample": awa.pk}
    assert "À Thiès" in as_sender.post(url("preview", campaign), typed).content.decode()
    wrong = as_sender.post(url("preview", campaign), {**typed, "body": "{{ Inconnu }}"}).content.decode()
    assert "n’existe pas" in wrong
    campaign.refresh_from_db()
    assert campaign.body == "Bonjour {{ Prénom }},\n\nNous voici."


def test_the_mail_itself_runs_nothing(as_sender, campaign, awa):
    answer = as_sender.get(url("rendered", campaign, record=awa.pk))
    assert "Bonjour Awa," in answer.content.decode()
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "script-src" not in answer["Content-Security-Policy"]


def test_a_stale_text_is_refused_with_both_versions(as_sender, campaign):
    values = {"subject": "A", "body": "Premier", "version": campaign.version}
    assert as_sender.post(url("text", campaign), values).status_code == 302
    answer = as_sender.post(url("text", campaign), {**values, "body": "Second"})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Premier" in page
    assert "Second" in page


def test_a_wrong_text_is_kept_on_the_page_with_the_reason(as_sender, campaign):
    values = {"subject": "A", "body": "{{ si Ville }} sans fin", "version": campaign.version}
    answer = as_sender.post(url("text", campaign), values)
    assert answer.status_code == 422
    assert "Il manque" in answer.content.decode()
    assert "sans fin" in answer.content.decode()


def test_sending_from_the_page_then_reading_what_came_of_it(
    as_sender, campaign, network, django_capture_on_commit_callbacks, mailoutbox
):
    PersonFactory(last_name="Sans Accord", email="x@exemple.example", networks=[network])
    page = as_sender.get(url("recipients", campaign)).content.decode()
    assert "Sans Accord" in page
    assert "n’a pas donné son accord" in page
    assert as_sender.post(url("sending", campaign), {"when": "later", "scheduled_at": ""}).status_code == 422
    with django_capture_on_commit_callbacks(execute=True):
        assert as_sender.post(url("sending", campaign), {"when": "now", "rate": ""}).status_code == 302
    assert [mail.to for mail in mailoutbox] == [["awa@exemple.example"]]
    page = as_sender.get(url("messages", campaign)).content.decode()
    assert "Awa Diop" in page
    assert "envoyé" in page
    message = campaign.messages.get(fate=Fate.SENT)
    assert (
        "Nous voici." in as_sender.get(reverse("campaigns:copy", kwargs={"pk": message.pk})).content.decode()
    )
    assert as_sender.post(url("sending", campaign), {"when": "now"}).status_code == 422, "a second click"
    assert len(mailoutbox) == 1


def test_scheduled_then_thought_better_of(as_sender, campaign):
    as_sender.post(url("sending", campaign), {"when": "later", "scheduled_at": "2099-01-05T09:00"})
    campaign.refresh_from_db()
    assert campaign.state == State.SCHEDULED
    assert "5 janvier 2099" in as_sender.get(url("sending", campaign)).content.decode()
    as_sender.post(url("act", campaign), {"do": "unschedule"})
    campaign.refresh_from_db()
    assert campaign.state == State.DRAFT


def test_a_test_is_sent_from_the_page(as_sender, campaign, awa, mailoutbox):
    as_sender.post(url("test", campaign), {"to": "moi@exemple.example", "sample": awa.pk})
    assert mailoutbox[0].to == ["moi@exemple.example"]
    far = PersonFactory(last_name="Ailleurs")
    assert (
        as_sender.post(url("test", campaign), {"to": "moi@exemple.example", "sample": far.pk}).status_code
        == 404
    )


def test_another_network_finds_nothing(client, stranger, campaign, awa):
    client.force_login(stranger)
    message = MessageFactory(campaign=campaign, person=awa)
    for name in STEPS:
        assert client.get(url(name, campaign)).status_code == 404
    assert client.get(url("rendered", campaign, record=awa.pk)).status_code == 404
    assert client.get(reverse("campaigns:copy", kwargs={"pk": message.pk})).status_code == 404
    for name in ("sending", "act", "test", "choose", "freeze", "follow_up", "preview"):
        assert client.post(url(name, campaign), {"do": "cancel", "when": "now"}).status_code == 404


def test_a_reader_reads_and_changes_nothing(client, campaign, network):
    reader = people.user("campaigns:network:v", "people:network:v")
    reader.networks.add(network)
    client.force_login(reader)
    for name in STEPS:
        assert client.get(url(name, campaign)).status_code == 200
    assert client.post(url("sending", campaign), {"when": "now"}).status_code == 403
    assert client.post(url("act", campaign), {"do": "cancel"}).status_code == 403
    assert client.post(url("text", campaign), {"body": "x", "version": campaign.version}).status_code == 403
    assert client.get(reverse("campaigns:new")).status_code == 403
    listed = client.get("/personnes/").content.decode()
    assert "/messages/nouvelle/" not in listed
    assert "Écrire à la sélection" not in listed


def test_the_list_of_messages_costs_the_same_for_many(as_sender, campaign, django_assert_max_num_queries):
    for _number in range(30):
        MessageFactory(campaign=campaign)
    with django_assert_max_num_queries(20):
        as_sender.get(url("messages", campaign))


def test_a_text_message_says_how_long_it_is(as_sender, campaign, awa):
    campaign.channel = "sms"
    campaign.save()
    shown = as_sender.post(url("preview", campaign), {"body": "Rendez-vous à 9 h 😀", "sample": awa.pk})
    assert "20 signes, 1 SMS" in shown.content.decode()
    assert "😀" in shown.content.decode()


def test_a_paused_campaign_is_taken_up_again_from_the_page(as_sender, campaign, mailoutbox):
    Campaign.objects.filter(pk=campaign.pk).update(state=State.PAUSED)
    assert "Reprendre" in as_sender.get(url("sending", campaign)).content.decode()
    as_sender.post(url("act", campaign), {"do": "resume"})
    Courier().work(5)
    assert len(mailoutbox) == 1


def test_chosen_rows_get_a_draft_of_their_own(as_sender, sender, awa, agreeing):
    agreeing(last_name="Pas choisie", email="p@exemple.example")
    assert "Écrire à la sélection" in as_sender.get("/personnes/").content.decode()
    far = PersonFactory(last_name="Ailleurs")
    values = {"name": "Choix", "channel": "email", "purpose": "news"}
    said = write_to_people(actor=sender, ids=[awa.pk, far.pk], values=values)
    assert "Choix" in said
    assert Campaign.objects.get().frozen_ids == [awa.pk]
