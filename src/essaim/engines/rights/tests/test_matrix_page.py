"""The page of the matrix: what it shows, one click on a cell, two people at the same time."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from essaim.engines.journal.models import Entry
from essaim.engines.rights.api import Grant, Resource, can, forget, load_preset, resources
from essaim.engines.rights.models import MatrixVersion

from . import world

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def director(client):
    user = world.manager(first_name="Ndeye", last_name="Sarr")
    client.force_login(user)
    return user


def click(client, grant, action, marks, **more):
    data = {"toggle": f"{grant.pk}.{action}.{marks}", **more}
    return client.post(reverse("rights:toggle"), data, **HTMX)


def test_the_page_reads_as_the_table_of_the_need(client, director):
    load_preset("promess")
    page = client.get("/droits/").content.decode()
    heads = re.findall(r"<th scope=\"col\"[^>]*>([^<]*)</th>", page)
    assert heads == [
        "Objectifs", "Moyens", "Utilisateurs (profils)",
        "Création", "Modification", "Suppression", "Visionnage", "Portée",
    ]  # fmt: skip
    assert "Pilotage des apprenants" in page
    assert 'rowspan="12"' in page
    assert page.index("Test d’entrée") < page.index("Suivi apprenants")


def test_filters_keep_what_they_say(client, director):
    load_preset("promess")
    page = client.get("/droits/?profil=candidat").content.decode()
    assert page.count('<tr id="l') == 1
    page = client.get("/droits/?ressource=entry-tests").content.decode()
    assert page.count('<tr id="l') == 4
    page = client.get("/droits/?module=training&profil=directeur").content.decode()
    assert "Interface de gestion</span>" not in page


def test_a_click_gives_a_right_at_once(client, director):
    grant = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    holder = world.user(grant.role)
    answer = click(client, grant, "change", "0001")
    assert answer.status_code == 200
    assert answer["HX-Reswap"] == "none"
    text = answer.content.decode()
    assert text.count('hx-swap-oob="true"') == 6
    assert 'aria-checked="true"' in text
    assert can(holder, "change", "access")
    entry = Entry.objects.filter(model="rights.grant").latest("id")
    assert entry.actor == director
    assert entry.fields["can_change"] == [False, True]


def test_a_click_on_a_given_right_takes_it_away(client, director):
    grant = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    click(client, grant, "view", "0001")
    grant.refresh_from_db()
    assert not grant.can_view


def test_a_click_on_a_line_changed_since_shows_both(client, director):
    grant = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    click(client, grant, "create", "0001")
    answer = click(client, grant, "change", "0001")
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "Ce que vous demandiez" in text
    assert "Ce qui est enregistré" in text
    grant.refresh_from_db()
    assert grant.can_create
    assert not grant.can_change
    insisted = re.search(r'name="toggle" value="([^"]+)"', text)[1]
    assert insisted.endswith(".1001")
    assert click(client, grant, "change", "1001", set="1").status_code == 200
    grant.refresh_from_db()
    assert grant.can_change


def test_two_people_on_different_lines_do_not_disturb_one_another(client, director):
    one = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    two = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    assert click(client, one, "create", "0001").status_code == 200
    assert click(client, two, "create", "0001").status_code == 200


def test_a_line_gone_since_says_so(client, director):
    grant = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    pk = grant.pk
    grant.delete()
    grant.pk = pk
    answer = click(client, grant, "view", "0001")
    assert answer.status_code == 409
    assert "retirée de la matrice" in answer.content.decode()


@pytest.mark.parametrize(
    "toggle", ["", "1", "1.view", "x.view.0001", "1.fly.0001", "1.view.01", "1.view.0002"]
)
def test_a_click_that_says_nothing_is_not_found(client, director, toggle):
    assert client.post(reverse("rights:toggle"), {"toggle": toggle}).status_code == 404


def test_without_javascript_a_click_comes_back_to_its_line(client, director):
    grant = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    answer = client.post(reverse("rights:toggle"), {"toggle": f"{grant.pk}.create.0001"})
    assert answer.url == f"/droits/#l{grant.pk}"


def test_edits_of_one_person_in_a_row_make_one_version(client, director):
    grant = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    click(client, grant, "create", "0001")
    click(client, grant, "delete", "1001")
    assert MatrixVersion.objects.get().edits == 2
    client.post(reverse("rights:comment", args=[1]), {"comment": "Réunion du 3 mars", "back": "matrix"})
    click(client, grant, "delete", "1011")
    assert list(MatrixVersion.objects.values_list("number", "comment")) == [(2, ""), (1, "Réunion du 3 mars")]


def test_edits_of_another_person_make_another_version(client, director):
    grant = Grant.objects.create(role=world.role(), resource="access", can_view=True)
    click(client, grant, "create", "0001")
    client.force_login(world.manager())
    click(client, grant, "delete", "1001")
    assert MatrixVersion.objects.count() == 2


def test_a_line_is_added_changed_and_removed(client, director):
    role = world.role(code="lecteur")
    data = {
        "role": "lecteur",
        "resource": "entry-tests",
        "reach": "mine",
        "actions": ["change"],
        "note": "essai",
    }
    assert client.post(reverse("rights:add_line"), data).status_code == 302
    grant = role.grants.get()
    assert (grant.reach, grant.can_change, grant.can_view, grant.note) == ("mine", True, False, "essai")
    again = client.post(reverse("rights:add_line"), data, **HTMX)
    assert again.status_code == 422
    assert "déjà une ligne" in again.content.decode()
    change = {"reach": "group", "note": "", "is_lead": "on", "seen_reach": "mine", "seen_note": "essai"}
    assert client.post(reverse("rights:line", args=[grant.pk]), change).status_code == 302
    stale = client.post(reverse("rights:line", args=[grant.pk]), change, **HTMX)
    assert stale.status_code == 422
    assert "modifiée entre-temps" in stale.content.decode()
    grant.refresh_from_db()
    assert (grant.reach, grant.is_lead) == ("group", True)
    answer = client.post(reverse("rights:remove_line", args=[grant.pk]), **HTMX)
    assert answer["HX-Refresh"] == "true"
    assert not role.grants.exists()


def test_who_may_only_look_gets_no_button(client):
    client.force_login(world.user(world.role("access:all:v")))
    load_preset("promess")
    page = client.get("/droits/").content.decode()
    assert "es-tick-cell" in page
    assert 'name="toggle"' not in page
    grant = Grant.objects.first()
    assert client.post(reverse("rights:toggle"), {"toggle": f"{grant.pk}.view.0000"}).status_code == 403
    assert client.post(reverse("rights:remove_line", args=[grant.pk])).status_code == 403
    assert client.post(reverse("rights:line", args=[grant.pk]), {}).status_code == 403


@pytest.mark.parametrize(
    "address",
    ["/droits/", "/droits/par-profil/", "/droits/grille/", "/droits/versions/", "/droits/fichiers/",
     "/droits/fichiers/exporter.csv", "/droits/profils/", "/droits/voir-en-tant-que/"],
)  # fmt: skip
def test_without_the_right_the_matrix_stays_closed(client, address):
    client.force_login(world.user(world.role("entry-tests:all:cms")))
    assert client.get(address).status_code == 403


def test_other_views_of_the_matrix(client, director):
    load_preset("promess")
    page = client.get("/droits/par-profil/?profil=formateur").content.decode()
    assert "voir et modifier, pour ce qui lui appartient" in page
    assert "Interface de gestion" in page
    assert client.get("/droits/grille/").status_code == 200


def test_queries_do_not_grow_with_the_matrix(client, director):
    def queries():
        forget(director)
        with CaptureQueriesContext(connection) as captured:
            assert client.get("/droits/").status_code == 200
        return len(captured)

    world.role("access:all:v")
    few = queries()
    load_preset("promess")
    assert queries() <= few


def test_a_large_matrix_shows_whole(client, director, monkeypatch, django_assert_max_num_queries):
    """30 resources × 10 roles on one page, in a bounded number of queries."""
    codes = [f"essai-{number}" for number in range(30)]
    for place, code in enumerate(codes):
        monkeypatch.setitem(resources._items, code, Resource(code, code, f"Objectif {place // 4}"))
    for _number in range(10):
        role = world.role()
        Grant.objects.bulk_create(Grant(role=role, resource=code, can_change=True) for code in codes)
    with django_assert_max_num_queries(20):
        page = client.get("/droits/").content.decode()
    assert page.count('<tr id="l') == 301
