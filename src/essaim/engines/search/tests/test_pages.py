"""The results page, its fragment, the palette and the command."""

from __future__ import annotations

import re
from types import SimpleNamespace

import pytest
from django.urls import reverse

from essaim.engines.records.api import create, record_types
from essaim.engines.search import command, rebuilding
from essaim.engines.search.excerpts import excerpt, marked, matcher
from essaim.engines.search.models import Entry
from tests.samples import people
from tests.samples.models import Dossier

pytestmark = pytest.mark.django_db
URL = "/recherche/"


@pytest.fixture
def boss(client):
    user = people.admin()
    client.force_login(user)
    return user


def put(actor, type_name="dossiers", **values):
    return create(actor=actor, record_type=record_types.get(type_name), values=values)


def text(response):
    return re.sub(r"\s+", " ", response.content.decode())


def test_the_page_groups_marks_and_links(client, boss):
    made = put(
        boss, first_name="Fatou", last_name="Diop", story="Elle a suivi une formation de soudure à Thiès."
    )
    page = text(client.get(URL, {"q": "soudure"}))
    assert "Fatou Diop" in page
    assert "<mark>soudure</mark>" in page
    assert f"/dossiers-essai/{made.pk}/" in page


def test_the_fragment_is_the_part_of_the_page(client, boss):
    put(boss, last_name="Diop")
    page = client.get(URL, {"q": "diop"}).content.decode()
    headers = {"HX-Request": "true", "HX-Target": "search-results"}
    part = client.get(URL, {"q": "diop"}, headers=headers).content.decode()
    assert "<html" not in part
    assert part.strip() in page


@pytest.mark.parametrize("query", ["", "zzzz", "<script>alert(1)</script>", "a" * 500, "%", "'"])
def test_any_question_has_an_answer(client, boss, query):
    put(boss, last_name="<b>Diop</b>")
    assert client.get(URL, {"q": query}).status_code == 200


def test_what_was_typed_and_what_is_found_are_escaped(client, boss):
    put(boss, last_name="Diop <img src=x>", story="<script>formation</script>")
    page = text(client.get(URL, {"q": "formation <b>"}))
    assert "<img src=x>" not in page
    assert "<script>formation" not in page


def test_one_type_alone_shows_more(client, boss):
    for number in range(8):
        put(boss, last_name=f"Diop {number}")
    assert "Voir les 8 résultats" in text(client.get(URL, {"q": "diop"}))
    assert text(client.get(URL, {"q": "diop", "type": "dossiers"})).count("data-result") >= 8


def test_signed_out_readers_sign_in_first(client):
    assert client.get(reverse("search:results")).status_code == 302


def test_excerpts_show_the_words_around():
    matches = matcher(("formations",))
    long = "Un. " * 60 + "Elle cherche une formation en menuiserie. " + "Deux. " * 60
    part = excerpt(long, matches)
    assert part.startswith("… ")
    assert "<mark>formation</mark> en menuiserie" in part
    assert len(part) < 300
    assert marked("L’insertion & l’été", matcher(("ete",))) == "L’insertion &amp; l’<mark>été</mark>"
    assert excerpt("rien", matches) is None


def test_the_index_is_made_anew_and_compared(boss, capsys):
    put(boss, last_name="Diop")
    Dossier.objects.create(last_name="Oubliée")
    Entry.objects.filter(title="Diop").update(tokens="")
    check = SimpleNamespace(what="check", type=[])
    assert command.run(check) == 1
    assert "1 manquantes, 0 en trop, 1 dépassées" in capsys.readouterr().out
    assert rebuilding.counts_differ() == ["Dossiers"]
    assert [drift.type for drift in rebuilding.mend()] == ["dossiers"]
    assert command.run(check) == 0
    Dossier.objects.all()._raw_delete("default")
    assert rebuilding.drift_of(record_types.get("dossiers")).excess == 2
    assert command.run(SimpleNamespace(what="rebuild", type=["dossiers"])) == 0
    assert Entry.objects.count() == 0
    assert command.run(SimpleNamespace(what="check", type=["nope"])) == 2
