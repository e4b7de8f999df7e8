"""Finding: the same answers on both databases."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from essaim.engines.records.api import change, create, delete, record_types
from essaim.engines.search import searching
from essaim.engines.search.searching import search
from tests.samples import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss():
    return people.admin()


def put(actor, type_name="dossiers", **values):
    return create(actor=actor, record_type=record_types.get(type_name), values=values)


def titles(user, text, **options):
    return [found.title for group in search(user, text, **options).groups for found in group.found]


@pytest.mark.parametrize(
    "text", ["Fatou Diop", "diop fatou", "FATOU", "dio", "fatu diop", "phatou dyop", "fatou diopp"]
)
def test_a_name_is_found_as_people_type_it(boss, text):
    put(boss, first_name="Fatou", last_name="Diop")
    put(boss, first_name="Jean", last_name="Bernard")
    assert titles(boss, text) == ["Fatou Diop"]


def test_misspelt_town_is_found(boss):
    put(boss, "places", name="Maison des associations", city="Nantes")
    results = search(boss, "Nantz")
    assert results.near
    assert [found.title for group in results.groups for found in group.found] == ["Maison des associations"]


def test_spelling_is_not_forgiven_when_a_title_answers(boss):
    put(boss, last_name="Martin")
    put(boss, last_name="Marin")
    results = search(boss, "marin")
    assert not results.near
    assert titles(boss, "marin") == ["Marin"]


@pytest.mark.parametrize("text", ["06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "0033612345678", "612345678",
                                  "06.12.34", "+33 (0)6 12 34 56 78"])  # fmt: skip
def test_a_telephone_is_found_however_it_is_typed(boss, text):
    put(boss, last_name="Diop", phone="+33612345678")
    put(boss, last_name="Ndiaye", phone="+33698765432")
    assert titles(boss, text) == ["Diop"]


@pytest.mark.parametrize("text", ["552 100 554 00013", "55210055400013", "552100554", "552 100 554"])
def test_a_siret_or_its_siren_is_found(boss, text):
    put(boss, last_name="Atelier", siret="55210055400013")
    assert titles(boss, text) == ["Atelier"]


@pytest.mark.parametrize("text", ["formation", "formations", "FORMATIONS", "réussie", "reussies formation"])
def test_long_texts_are_found_by_their_stems(boss, text):
    put(boss, last_name="Diop", story="Deux formations réussies en menuiserie.")
    assert titles(boss, text) == ["Diop"]


def test_best_titles_come_first(boss):
    put(boss, last_name="Bertin", story="A travaillé avec Martin.")
    put(boss, first_name="Martine", last_name="Paul")
    put(boss, first_name="Paul", last_name="Martin")
    put(boss, last_name="Martin")
    assert titles(boss, "martin") == ["Martin", "Paul Martin", "Martine Paul", "Bertin"]


def test_results_are_grouped_and_counted(boss):
    owner = put(boss, first_name="Awa", last_name="Sarr")
    for number in range(7):
        put(boss, "visits", subject=f"Entretien {number} avec Awa", dossier=owner.pk)
    groups = search(boss, "awa", limit=3).groups
    assert [(group.type.name, group.count, len(group.found), group.more) for group in groups] == [
        ("dossiers", 1, 1, False), ("visits", 7, 3, False)]  # fmt: skip


def test_the_index_follows_every_write(boss):
    person = put(boss, last_name="Lambert")
    change(actor=boss, record_type=record_types.get("dossiers"), obj=person, values={"last_name": "Rossi"})
    assert titles(boss, "lambert") == []
    assert titles(boss, "rossi") == ["Rossi"]
    delete(actor=boss, record_type=record_types.get("dossiers"), obj=person)
    assert titles(boss, "rossi") == []


@pytest.mark.parametrize(
    "text", ["", "   ", "'", '"', "*", "a* OR b", "') --", "🙂", "NEAR(a b)", "\x00", "-x", "d'", "l"]
)
def test_any_text_can_be_typed(boss, text):
    put(boss, last_name="D’Été")
    search(boss, text)


def test_a_field_under_a_further_right_is_found_by_its_readers_only(boss):
    put(boss, last_name="Diallo", health="Suit un traitement contre l'asthme.", story="Cuisinier")
    reader = people.user("samples.dossiers:all:v")
    nurse = people.user("samples.dossiers:all:v", "samples.health:all:v")
    assert titles(reader, "asthme") == []
    assert titles(nurse, "asthme") == ["Diallo"]
    assert titles(nurse, "diallo asthme cuisinier") == ["Diallo"]
    assert search(nurse, "diallo").groups[0].count == 1
    assert titles(reader, "diallo") == ["Diallo"]


def test_spelling_never_depends_on_what_is_out_of_reach(boss):
    one, two = people.network(), people.network()
    put(boss, last_name="Kowalski", network=one.pk)
    put(boss, last_name="Kowalska", network=two.pk)
    reader = people.user("samples.dossiers:network:v")
    reader.networks.set([two])
    assert titles(reader, "kowalski") == ["Kowalska"]


@pytest.mark.parametrize("whole", [3, 400])
@pytest.mark.parametrize("narrow", [0, 20_000])
@pytest.mark.parametrize("many", [4, 8_000])
def test_counts_are_exact_whatever_the_way_taken(boss, monkeypatch, whole, narrow, many):
    monkeypatch.setattr(searching, "WHOLE", whole)
    monkeypatch.setattr(searching, "NARROW", narrow)
    monkeypatch.setattr(searching, "MANY", many)
    mine, others = people.network(), people.network()
    for number in range(30):
        put(
            boss,
            first_name="Jean",
            last_name=f"Nom{number}",
            network=(mine if number % 10 == 0 else others).pk,
        )
        put(boss, last_name=f"Autre{number}", story="Connaît Jean.", network=others.pk)
    reader = people.user("samples.dossiers:network:v")
    reader.networks.set([mine])
    assert [(group.count, group.more) for group in search(reader, "jean").groups] == [(3, False)]
    assert [(group.count, group.more) for group in search(boss, "jean").groups] == [(60, False)]
    assert search(boss, "jean").groups[0].found[0].title.startswith("Jean")


def test_beyond_a_hundred_the_count_says_so(boss, monkeypatch):
    monkeypatch.setattr(searching, "WHOLE", 5)
    monkeypatch.setattr(searching, "COUNTED", 10)
    for number in range(12):
        put(boss, first_name="Jean", last_name=f"Nom{number}")
    group = search(boss, "jean", limit=4).groups[0]
    assert (group.count, group.more, len(group.found)) == (10, True, 4)


def test_the_number_of_queries_does_not_grow(boss):
    def asked(text):
        boss.__dict__.pop("_rights", None)
        with CaptureQueriesContext(connection) as queries:
            search(boss, text)
        return len(queries)

    put(boss, last_name="Seul")
    few = asked("seul")
    for number in range(40):
        put(boss, last_name=f"Foule{number}")
    assert asked("foule") == few
