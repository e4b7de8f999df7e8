"""An agenda with more dates than anybody reads says so, and loses none."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from essaim.engines.agenda import reading, showing
from essaim.engines.agenda.factories import EventFactory, ResourceFactory
from tests.samples import people

FIRST = datetime(2027, 3, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
MONTH = {"debut": "2027-03-01", "fin": "2027-04-01", "qui": "tous", "couche": ""}


@pytest.fixture
def crowded(network, monkeypatch):
    """Five events on each of the first four days, where ten dates are the most at once and three a day."""
    monkeypatch.setattr(reading, "SHOWN", 10)
    monkeypatch.setattr(reading, "A_DAY", 3)
    monkeypatch.setattr(showing, "LISTED", 8)
    for day in range(4):
        for rank in range(5):
            start = FIRST + timedelta(days=day, hours=rank)
            EventFactory(title=f"Jour {day} n° {rank}", start=start, end=start + HOUR, networks=[network])


def test_a_full_month_shows_the_first_ones_of_each_day_and_leads_to_the_rest(client, colleague, crowded):
    client.force_login(colleague)
    drawn = client.get("/agenda/dates.json", MONTH).json()
    more = [item for item in drawn if "es-cal--more" in item["classNames"]]
    assert [item["start"] for item in more] == ["2027-03-01", "2027-03-02", "2027-03-03", "2027-03-04"]
    assert len(drawn) == 4 * 3 + 4
    page = client.get(more[0]["url"]).content.decode()
    assert all(f"Jour 0 n° {rank}" in page for rank in range(5))


def test_the_list_goes_on_where_it_stopped(client, colleague, crowded):
    client.force_login(colleague)
    address, seen = "/agenda/?vue=liste&mois=2027-03&qui=tous&couche=", ""
    for _page in range(10):
        page = client.get(address)
        seen += page.content.decode()
        if not page.context["rest"]:
            break
        address = "/agenda/" + page.context["rest"]
    for day in range(4):
        for rank in range(5):
            assert seen.count(f">Jour {day} n° {rank}<") == 1


def test_a_day_too_full_for_the_list_says_so_and_the_next_ones_follow(
    client, colleague, crowded, monkeypatch
):
    monkeypatch.setattr(showing, "LISTED", 3)
    client.force_login(colleague)
    page = client.get("/agenda/?vue=liste&mois=2027-03&qui=tous&couche=")
    assert "Journée très chargée" in page.content.decode()
    assert str(page.context["listing"].next_day) == "2027-03-02"


def test_a_long_event_begun_before_shows_in_a_full_month(client, colleague, crowded, network):
    EventFactory(
        title="Chantier", start=FIRST - timedelta(days=20), end=FIRST + timedelta(days=3), networks=[network]
    )
    client.force_login(colleague)
    assert "Chantier" in client.get("/agenda/dates.json", MONTH).content.decode()


@pytest.mark.parametrize("few", [True, False])
def test_each_agenda_shows_its_own_and_never_more_than_ones_reach(client, network, monkeypatch, few):
    monkeypatch.setattr(reading, "KEYS", 1000 if few else 0)
    user = people.user("events:network:cmsv", "events:assigned:v", "bookables:all:v")
    user.networks.add(network)
    colleague = people.user("events:network:cmsv")
    colleague.networks.add(network)
    room, other = ResourceFactory(networks=[network]), people.network()
    common = {"start": FIRST, "end": FIRST + HOUR}
    EventFactory(title="À moi", owner=user, networks=[network], **common)
    EventFactory(title="Au collègue", owner=colleague, networks=[network], resources=[room], **common)
    EventFactory(title="Caché", owner=colleague, networks=[other], resources=[room], **common)
    client.force_login(user)

    def titles(key):
        drawn = client.get("/agenda/dates.json", {**MONTH, "qui": key}).json()
        return sorted(item["title"] for item in drawn)

    assert titles("moi") == ["À moi"]
    assert titles("tous") == titles(f"reseau-{network.pk}") == ["Au collègue", "À moi"]
    assert titles(f"collegue-{colleague.pk}") == titles(f"salle-{room.pk}") == ["Au collègue"]
    assert titles(f"reseau-{other.pk}") == []
    assert titles("salle-x") == titles("rien-3") == ["À moi"]
    assert titles(f"groupe-{room.pk}") == titles(f"territoire-{room.pk}") == []


def test_a_week_on_paper_tells_every_day_once(client, colleague, crowded):
    client.force_login(colleague)
    page = client.get("/agenda/semaine/", {"du": "2027-03-03", "qui": "tous", "couche": ""}).content.decode()
    assert "Mercredi" in page
    assert "continue" not in page
    assert page.count("Jour 0 n° 1") == 1
    assert client.get("/agenda/semaine/", {"du": "rien"}).status_code == 200


def test_school_holidays_are_drawn_when_asked_for(client, colleague):
    client.force_login(colleague)
    asked = {**MONTH, "debut": "2027-02-01", "couche": "vacances"}
    drawn = client.get("/agenda/dates.json", asked).json()
    assert any("zone" in item["title"] and item["end"] > item["start"] for item in drawn)
    plain = {name: value for name, value in MONTH.items() if name != "couche"}
    drawn = client.get("/agenda/dates.json", plain).json()
    assert [item["title"] for item in drawn] == ["Lundi de Pâques"]
    senegal = {**plain, "debut": "2027-04-01", "fin": "2027-05-01", "heure": "Africa/Dakar"}
    assert "2027-04-04" in client.get("/agenda/dates.json", senegal).content.decode()
