"""What recipients do without an account: one click, the preference page, and what is measured of them."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from essaim.engines.campaigns.choices import Fate, Why
from essaim.engines.campaigns.excluding import Excluder
from essaim.engines.campaigns.factories import CampaignFactory, MessageFactory, TopicFactory
from essaim.engines.campaigns.models import Opening, Reading, Refusal
from essaim.engines.directory.api import Consent, do_record_consents
from essaim.engines.journal.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def message(campaign, awa):
    return MessageFactory(campaign=campaign, person=awa, fate=Fate.SENT)


def url(name, message):
    return reverse(f"campaigns:{name}", kwargs={"key": message.key})


def latest(person, channel="email", purpose="news"):
    return Consent.objects.filter(person=person, channel=channel, purpose=purpose).order_by("id").last().given


def test_one_click_needs_neither_cookie_nor_page(message, awa):
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(url("unsubscribe", message), {"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    assert latest(awa) is False
    assert Entry.objects.filter(kind="unsubscribed").exists()


def test_opening_the_link_changes_nothing(client, message, awa):
    assert client.get(url("unsubscribe", message)).status_code == 200
    assert client.get(url("preferences", message)).status_code == 200
    assert latest(awa) is True


def test_a_message_about_a_topic_stops_that_topic_only(client, message, awa, campaign):
    topic = TopicFactory(name="Offres d’emploi")
    campaign.topic = topic
    campaign.save()
    later = CampaignFactory(owner=campaign.owner, topic=topic)
    waiting = MessageFactory(campaign=later, person=awa)
    client.post(url("unsubscribe", message))
    assert Refusal.objects.get().topic == topic
    assert latest(awa) is True
    waiting.refresh_from_db()
    assert (waiting.fate, waiting.why) == (Fate.EXCLUDED, Why.TOPIC)


def test_preferences_by_channel_and_topic(client, message, awa):
    topic = TopicFactory(name="Vie du réseau")
    page = client.get(url("preferences", message)).content.decode()
    assert "Vie du réseau" in page
    client.post(url("preferences", message), {"oui": ["sms:news", "mesure"]})
    assert (latest(awa), latest(awa, "sms"), latest(awa, purpose="tracking")) == (False, True, True)
    assert Refusal.objects.filter(topic=topic).count() == 3
    assert not Consent.objects.filter(person=awa, purpose="offers").exists(), "never asked, nothing said"
    client.post(url("preferences", message), {"oui": ["email:news", f"sujet:{topic.pk}:email"]})
    assert latest(awa) is True
    assert Refusal.objects.filter(topic=topic).count() == 2


def test_everything_can_be_refused_at_once(client, message, awa):
    client.post(url("preferences", message), {"tout": "1"})
    assert all(not latest(awa, channel) for channel in ("email", "sms", "letter"))


def test_a_wrong_key_leads_nowhere(client, message):
    for name in ("unsubscribe", "preferences", "online"):
        assert client.get(reverse(f"campaigns:{name}", kwargs={"key": "x" * 22})).status_code == 404


def test_openings_are_somebodys_only_with_their_own_consent(client, message, awa, campaign):
    campaign.track_opens = True
    campaign.save()
    client.get(url("seen", message))
    assert Opening.objects.get().count == 1
    assert not Reading.objects.exists()
    said = Consent(purpose="tracking", given=True)
    do_record_consents(actor=None, owner=awa, channels=["email"], said=said)
    client.get(url("seen", message))
    assert Reading.objects.get().message == message
    client.get(reverse("campaigns:shown", kwargs={"pk": campaign.pk}))
    assert Opening.objects.get().count == 3


def test_consent_to_be_measured_withdrawn_takes_back_what_was_measured(
    client, message, awa, django_capture_on_commit_callbacks
):
    Reading.objects.create(message=message)
    with django_capture_on_commit_callbacks(execute=True):
        do_record_consents(
            actor=None, owner=awa, channels=["email"], said=Consent(purpose="tracking", given=False)
        )
    assert not Reading.objects.exists()
    client.get(url("seen", message))
    assert not Reading.objects.exists()


def test_the_pixel_of_those_who_did_not_agree_knows_nobody(campaign, server, awa):
    from .launching import launch

    campaign.track_opens = True
    campaign.save()
    launch(campaign)
    html = server.received[0].get_body(("html",)).get_content()
    key = campaign.messages.get().key
    assert f"/messages/o/campagne-{campaign.pk}.gif" in html
    assert f"/o/{key}.gif" not in html


def test_who_refused_is_left_out_next_time(client, message, awa, campaign):
    from essaim.engines.campaigns.audience import Recipient

    client.post(url("unsubscribe", message))
    assert Excluder(campaign).look([Recipient(awa.pk, awa)])[0][2] == Why.REFUSED
