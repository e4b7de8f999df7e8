"""A letter that gathers, is edited, leaves on its day, and shows each reader what they may read."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse
from django.utils import timezone
from freezegun import freeze_time
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.agenda.factories import EventFactory
from essaim.engines.campaigns.choices import Fate, State, Why
from essaim.engines.campaigns.couriers import Courier
from essaim.engines.campaigns.factories import IssueFactory, NewsletterFactory
from essaim.engines.campaigns.models import Campaign, Newsletter
from essaim.engines.campaigns.news.drafting import draft_due, make_issue
from essaim.engines.campaigns.news.issuing import IssueComposer, visible_items
from essaim.engines.campaigns.preparing import prepare
from essaim.engines.directory.factories import OrganisationFactory
from essaim.engines.rights.api import RoleHolder, forget
from essaim.engines.timeline.api import Task
from tests.samples import people

pytestmark = pytest.mark.django_db
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def letter(sender, network):
    made = NewsletterFactory(
        name="La lettre", owner=sender, intro="Bonjour {{ Prénom }},", sources=["organisations", "events"]
    )
    made.networks.add(network)
    return made


@pytest.fixture
def reader(agreeing, network):
    """Somebody with an account that sees the organisations of the network."""

    def make(*cells, **fields):
        account = people.user(*(cells or ("organisations:network:v",)))
        account.networks.add(network)
        return agreeing(user=account, **fields)

    return make


def test_a_draft_gathers_what_its_editor_may_see(letter, network):
    OrganisationFactory(name="Du réseau", networks=[network], city="Nantes")
    OrganisationFactory(name="D’ailleurs")
    issue = make_issue(letter, letter.owner)
    assert [(item["title"], item["excerpt"]) for item in issue.items] == [("Du réseau", "Nantes")]
    assert issue.state == State.DRAFT


def test_it_is_edited_from_its_page(client, letter, network, sender):
    for number in range(3):
        OrganisationFactory(name=f"Organisme {number}", networks=[network])
    client.force_login(sender)
    assert client.get(reverse("campaigns:letter", kwargs={"pk": letter.pk})).status_code == 200
    answer = client.post(reverse("campaigns:draft", kwargs={"pk": letter.pk}))
    issue = Campaign.objects.get(kind="issue")
    assert answer["Location"] == reverse("campaigns:items", kwargs={"pk": issue.pk})
    page = client.get(answer["Location"]).content.decode()
    assert "Organisme 2" in page
    client.post(
        answer["Location"],
        {
            "garder-1": "on", "titre-1": "Retitré", "place-1": "90", "garder-2": "on", "place-2": "20",
            "titre-2": issue.items[1]["title"], "titre-3": issue.items[2]["title"],
            "titre-nouveau": "Édito", "lien-nouveau": "",
        },
    )  # fmt: skip
    issue.refresh_from_db()
    assert issue.items[0]["title"] == "Édito"
    assert issue.items[-1]["title"] == "Retitré"
    assert issue.items[-1]["key"]
    assert [item["kept"] for item in issue.items] == [True, True, False, True]
    OrganisationFactory(name="Tard venu", networks=[network])
    client.post(answer["Location"], {"nouveautes": "1"})
    issue.refresh_from_db()
    assert "Tard venu" in [item["title"] for item in issue.items]


def test_each_reader_receives_what_they_may_open_and_no_title_more(
    letter, network, reader, agreeing, mailoutbox, awa
):
    other = people.network("Autre")
    OrganisationFactory(name="Visible", networks=[network])
    OrganisationFactory(name="Secrète", networks=[other])
    sees = reader(first_name="Lit", email="lit@exemple.example")
    reader("people:network:v", first_name="Aveugle", email="aveugle@exemple.example")
    issue = make_issue(letter, letter.owner)
    secret = OrganisationFactory(name="Cachée depuis", networks=[network])
    issue.items = [*issue.items, {**issue.items[0], "key": str(secret.pk), "title": "Cachée depuis"}]
    issue.save()
    secret.networks.set([other])
    Campaign.objects.filter(pk=issue.pk).update(state=State.PREPARING)
    Courier().work(20)
    assert [mail.to for mail in mailoutbox] == [["lit@exemple.example"]]
    sent = issue.messages.get(person=sees)
    assert "Visible" in sent.body
    for word in ("Secrète", "Cachée"):
        assert word not in sent.body + sent.text + mailoutbox[0].body
    assert set(issue.messages.filter(fate=Fate.EXCLUDED).values_list("why", flat=True)) == {Why.NOTHING}


def test_an_article_of_ones_own_is_for_everybody(letter, awa):
    issue = IssueFactory(
        newsletter=letter, owner=letter.owner, items=[{"source": "", "title": "Édito", "kept": True}]
    )
    prepare(issue, composer=IssueComposer(issue, issue.owner))
    assert "Édito" in issue.messages.get(person=awa).body


def test_the_archive_shows_each_what_they_may_read_today(client, letter, network, reader, sender):
    organisation = OrganisationFactory(name="Visible", networks=[network])
    person = reader(first_name="Lit", email="lit@exemple.example")
    issue = make_issue(letter, letter.owner)
    Campaign.objects.filter(pk=issue.pk).update(state=State.PREPARING)
    Courier().work(20)
    client.force_login(person.user)
    address = reverse("campaigns:issue", kwargs={"pk": issue.pk})
    assert issue.subject in client.get(reverse("campaigns:archive")).content.decode()
    assert "Visible" in client.get(address).content.decode()
    organisation.networks.clear()
    assert "Visible" not in client.get(address).content.decode()
    client.force_login(people.user("newsletters:network:v"))
    assert client.get(address).status_code == 404
    message = issue.messages.get(person=person)
    assert "Visible" in client.get(reverse("campaigns:online", kwargs={"key": message.key})).content.decode()


@freeze_time("2026-11-23 10:00:00+01:00")
def test_every_week_a_draft_is_ready_the_day_before_once(letter, network):
    OrganisationFactory(name="Nouvelle", networks=[network])
    assert (draft_due(), draft_due()) == (1, 0)
    issue = Campaign.objects.get(kind="issue")
    assert timezone.localtime(issue.scheduled_at) == datetime(2026, 11, 24, 9, tzinfo=PARIS)
    assert issue.state == State.DRAFT
    assert "Relire et envoyer" in Task.objects.get().title


def test_one_that_sends_itself_leaves_at_its_hour(letter, network, reader, mailoutbox):
    letter.sends_itself = True
    letter.save()
    OrganisationFactory(name="Nouvelle", networks=[network])
    reader(email="lit@exemple.example")
    with freeze_time("2026-11-23 10:00:00+01:00"):
        OrganisationFactory(name="Du jour", networks=[network])
        draft_due()
        Courier().work(3)
        assert mailoutbox == []
    with freeze_time("2026-11-24 09:01:00+01:00"):
        Courier().work(5)
    assert len(mailoutbox) == 1


@freeze_time("2026-03-25 10:00:00+01:00")
def test_nine_in_the_morning_stays_nine_when_the_clock_changes(letter):
    letter.weekday = Newsletter.Day.MONDAY
    assert timezone.localtime(letter.next_sending()).hour == 9
    assert letter.next_sending() - timezone.now() < timedelta(days=7)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from(["own", "other", "both", "none"]), max_size=5))
def test_nobody_ever_sees_an_item_they_could_not_open(network, places):
    other = people.network()
    where = {"own": [network], "other": [other], "both": [network, other], "none": []}
    made = [OrganisationFactory(name=place, networks=where[place]) for place in places]
    user = people.user("organisations:network:v")
    user.networks.add(network)
    items = [{"source": "organisations", "key": str(item.pk), "title": item.name} for item in made]
    shown = [item["title"] for item in visible_items(user, items)]
    assert shown == [place for place in places if place in ("own", "both")]
    assert visible_items(None, items) == []


def test_coming_events_are_told_once_with_their_moment(letter, network, sender):
    EventFactory(
        title="Réunion", owner=sender, networks=[network], location="Nantes", repeat="weekly",
        start=timezone.now() + timedelta(days=2), end=timezone.now() + timedelta(days=2, hours=1),
    )  # fmt: skip
    RoleHolder.objects.create(role=people.role("events:network:v"), user=sender)
    forget(sender)
    found = [item for item in make_issue(letter, sender).items if item["source"] == "events"]
    assert [item["title"] for item in found] == ["Réunion"]
    assert "Nantes" in found[0]["excerpt"]
