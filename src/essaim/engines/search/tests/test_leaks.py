"""Whoever asks, search and the API show what `visible` shows, and count it so."""

from __future__ import annotations

import json

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.accounts.api import Group, Network
from essaim.engines.records.api import record_types
from essaim.engines.rights.api import Reach, forget, visible
from essaim.engines.search import rebuilding, searching
from essaim.engines.search.searching import search
from tests.samples import people
from tests.samples.models import Dossier, Place, Visit

pytestmark = pytest.mark.django_db
NAMES = ("Diop", "Diallo", "Dubois", "Martin", "Marin", "Moreau")
WORDS = ("soudure", "asthme", "formation", "logement", "Diop", "Nantes")
QUESTIONS = (
    "diop",
    "di",
    "d",
    "mar",
    "martn",
    "soudure",
    "asthme",
    "formations",
    "nantes",
    "diop asthme",
    "visite",
    "zz",
)
REACHES = [reach.value for reach in Reach]
RESOURCES = ("samples.dossiers", "samples.visits", "samples.places", "samples.health")
GRANTS = st.dictionaries(
    st.sampled_from(RESOURCES), st.lists(st.sampled_from(REACHES), max_size=2), max_size=4
)
SLOW = settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def world():
    """Thirty dossiers spread over networks, groups and owners, with visits and places."""
    networks = [people.network() for _ in range(3)]
    groups = [Group.objects.create(name=f"Groupe {number}") for number in range(2)]
    owners = [people.user() for _ in range(2)]
    for number in range(30):
        place = Place.objects.create(name=f"Lieu {number % 4}", city="Nantes", network=networks[number % 3])
        dossier = Dossier.objects.create(
            first_name="Essai", last_name=NAMES[number % 6], network=networks[number % 3], owner=owners[number % 2],
            created_by=owners[number % 2], story=f"Cherche {WORDS[number % 6]}", place=place,
            health=f"Note {WORDS[(number + 1) % 6]}",
        )  # fmt: skip
        dossier.groups.set(groups[: number % 3])
        Visit.objects.create(
            dossier=dossier,
            subject=f"Visite {NAMES[(number + 2) % 6]}",
            report=WORDS[number % 6],
            owner=owners[0],
        )
    rebuilding.rebuild()
    return networks, groups


def reader(world, grants, membership):
    cells = [
        f"{resource}:{reach}:v" for resource, reaches in grants.items() for reach in dict.fromkeys(reaches)
    ]
    user = people.user(*cells)
    user.networks.set(world[0][: membership % 3])
    user.groups.set(world[1][: membership % 2])
    mine = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))[membership::7]
    Dossier.objects.filter(pk__in=mine).update(created_by=user)
    forget(user)
    return user


def seen(user, name):
    record_type = record_types.get(name)
    return set(
        visible(user, record_type.model_class.objects.all(), record_type.guard).values_list("pk", flat=True)
    )


def hidden_words(user):
    """Words that stand only where this reader may not look."""
    from essaim.engines.rights.api import can

    return not can(user, "view", "samples.health")


@SLOW
@given(
    grants=GRANTS,
    membership=st.integers(0, 6),
    question=st.sampled_from(QUESTIONS),
    whole=st.sampled_from([4, 1000]),
)
def test_search_shows_and_counts_only_what_is_visible(
    world, monkeypatch, grants, membership, question, whole
):
    user = reader(world, grants, membership)
    monkeypatch.setattr(searching, "WHOLE", whole)
    results = search(user, question, limit=1000)
    for group in results.groups:
        found = {item.object_id for item in group.found}
        assert found <= seen(user, group.type.name)
        assert group.count == len(found)
    if hidden_words(user):
        bare = {f"Note {word}" for word in WORDS}
        for group in results.groups:
            if group.type.name == "dossiers" and question == "asthme":
                texts = Dossier.objects.filter(pk__in=[item.object_id for item in group.found])
                assert all("asthme" in dossier.story for dossier in texts), bare


@SLOW
@given(grants=GRANTS, membership=st.integers(0, 6), question=st.sampled_from(QUESTIONS))
def test_search_is_complete_for_what_is_visible(world, grants, membership, question):
    """An administrator's answers, less what this reader may not see, are this reader's answers."""
    user, boss = reader(world, grants, membership), people.admin()
    everything = {
        group.type.name: group for group in search(boss, question, limit=1000).groups if not group.near
    }
    mine = {group.type.name: group for group in search(user, question, limit=1000).groups if not group.near}
    for name, group in everything.items():
        expected = {item.object_id for item in group.found} & seen(user, name)
        if name == "dossiers" and hidden_words(user):
            continue
        got = {item.object_id for item in mine[name].found} if name in mine else set()
        assert got == expected


@SLOW
@given(grants=GRANTS, membership=st.integers(0, 6))
def test_the_api_lists_and_counts_only_what_is_visible(world, grants, membership):
    user = reader(world, grants, membership)
    client = Client()
    client.force_login(user)
    for name in ("dossiers", "visits", "places"):
        answer = client.get(f"/api/v1/{name}/", {"limit": 100})
        if answer.status_code == 403:
            assert seen(user, name) == set()
            continue
        found = {line["id"] for line in answer.json()["results"]}
        assert found == seen(user, name)
        assert answer.json()["count"] == len(found)
        for line in answer.json()["results"]:
            assert "health" not in line or not hidden_words(user)
            for field, target in (("dossier", "dossiers"), ("place", "places")):
                assert line.get(field) is None or line[field] in seen(user, target)


@SLOW
@given(grants=GRANTS, membership=st.integers(0, 6))
def test_filters_of_the_api_never_tell_what_is_hidden(world, grants, membership):
    """Asking whether a related record exists counts only those the reader may see."""
    user = reader(world, grants, membership)
    client = Client()
    client.force_login(user)
    query = json.dumps(
        {"field": "visits", "op": "some", "where": {"field": "subject", "op": "contains", "value": "a"}}
    )
    answer = client.get("/api/v1/dossiers/", {"query": query, "limit": 100})
    if answer.status_code == 200:
        with_visits = set(
            Visit.objects.filter(pk__in=seen(user, "visits"), subject__contains="a").values_list(
                "dossier", flat=True
            )
        )
        assert {line["id"] for line in answer.json()["results"]} == with_visits & seen(user, "dossiers")


def test_palette_and_api_search_follow_the_same_rights(world):
    from essaim.engines.search.queries import for_palette

    user = people.user("samples.places:all:v")
    client = Client()
    client.force_login(user)
    groups = client.get("/api/v1/search/", {"q": "diop"}).json()["groups"]
    assert [group["type"] for group in groups] == []
    assert for_palette(user, "diop") == []
    assert Network.objects.exists()
