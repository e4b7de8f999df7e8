"""The home page: what waits, what is new, what one uses; and the page on accessibility."""

from __future__ import annotations

import pytest

from essaim.engines.directory.factories import OrganisationFactory, PersonFactory
from essaim.engines.records.api import Query, change, create, do_save_view, record_types
from tests.samples import people

pytestmark = pytest.mark.django_db


def blocks(client) -> dict[str, str]:
    return {item["block"].name: item["html"] for item in client.get("/").context["blocks"]}


@pytest.fixture
def boss(client):
    user = people.admin()
    client.force_login(user)
    return user


def test_the_menu_is_not_repeated_when_there_is_something_to_show(client, boss):
    page = client.get("/").content.decode()
    assert "es-grid" not in page
    assert "Rien ne presse" in page


def test_what_one_wrote_last_comes_first(client, boss):
    kind = record_types.get("people")
    first = create(actor=boss, record_type=kind, values={"last_name": "Diop"})
    create(actor=boss, record_type=kind, values={"last_name": "Sow"})
    change(actor=boss, record_type=kind, obj=first, values={"job_title": "Maçonne"})
    shown = blocks(client)["records.recent"]
    assert shown.index("Diop") < shown.index("Sow")
    assert shown.count("Diop") == 1


def test_news_is_what_others_added_within_reach(client):
    here, there = people.network(), people.network()
    reader = people.user("people:network:v")
    reader.networks.add(here)
    client.force_login(reader)
    PersonFactory(last_name="Visible", networks=[here], created_by=people.admin())
    PersonFactory(last_name="Ailleurs", networks=[there])
    PersonFactory(last_name="Mienne", networks=[here], created_by=reader)
    OrganisationFactory(name="Sans droit")
    shown = blocks(client)["records.news"]
    assert "Visible" in shown
    assert not [name for name in ("Ailleurs", "Mienne", "Sans droit") if name in shown]


def test_shortcuts_hold_the_views_one_keeps_and_what_one_may_create(client, boss):
    do_save_view(
        actor=boss, record_type=record_types.get("people"), name="Gens de Thiès", query=Query("people")
    )
    shown = blocks(client)["records.shortcuts"]
    assert "Gens de Thiès" in shown
    assert "Nouvelle personne" in shown


def test_the_home_page_costs_as_much_with_many_records(client, boss, django_assert_max_num_queries):
    PersonFactory.create_batch(3)
    client.get("/")
    with django_assert_max_num_queries(40) as few:
        client.get("/")
    PersonFactory.create_batch(20)
    OrganisationFactory.create_batch(20)
    with django_assert_max_num_queries(len(few)):
        client.get("/")


def test_nobody_without_a_role_is_left_before_an_empty_page(client):
    """What is open to everybody (forms to fill in) is told; without anything, a role is missing."""
    client.force_login(people.user())
    page = client.get("/").content.decode()
    assert "choisissez par où commencer" in page or "Il ne manque plus que votre profil" in page


def test_the_page_on_accessibility_is_open_to_all(client, boss):
    assert "Défenseur des droits" in client.get("/accessibilite/").content.decode()
    client.logout()
    page = client.get("/comptes/connexion/").content.decode()
    assert 'href="/accessibilite/"' in page
    assert "déclarée non conforme" in client.get("/accessibilite/").content.decode()
