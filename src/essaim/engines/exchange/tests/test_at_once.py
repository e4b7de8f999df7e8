"""Two imports of the same people, both tried before either is written: nothing is created twice."""

from __future__ import annotations

import pytest

from essaim.engines.directory.api import Organisation, Person
from essaim.engines.exchange.actions import plan_now, write_now
from essaim.engines.records.api import create, record_types
from tests.samples import people

from .making import GOOD_SIRETS, csv_file, errors, planned

pytestmark = pytest.mark.django_db
PEOPLE = csv_file(
    ("Prénom", "Nom", "Courriel", "Ville"),
    ("Awa", "Diop", "awa@b.example", "Thiès"),
    ("Ousmane", "Fall", "", "Thiès"),
    ("Yann", "Le Goff", "yann@b.example", "Nantes"),
)


@pytest.fixture
def boss():
    return people.admin()


def written(boss, *runs):
    return [write_now(actor=boss, run=run).counts["written"] for run in runs]


def test_by_a_shared_key_the_second_finds_what_the_first_made(boss):
    first, second = (planned(boss, PEOPLE, type_name="people", key="email") for _ in range(2))
    one, two = written(boss, first, second)
    assert (one["created"], one["refused"]) == (3, 0)
    assert two["created"] == 0
    assert two["unchanged"] == 2
    assert two["refused"] == 1, "without e-mail, the same name in the same town is only likely the same"
    assert "a été créée depuis l’essai" in errors(second)
    assert Person.objects.count() == 3


def test_by_a_unique_key_the_second_updates_nothing(boss):
    content = csv_file(("Nom", "SIRET"), ("Ateliers", GOOD_SIRETS[0]), ("Jardins", GOOD_SIRETS[1]))
    first, second = (planned(boss, content) for _ in range(2))
    _one, two = written(boss, first, second)
    assert (two["created"], two["unchanged"], Organisation.objects.count()) == (0, 2, 2)


def test_without_a_key_what_looks_alike_is_left_and_said(boss):
    first, second = (planned(boss, PEOPLE, type_name="people", key="") for _ in range(2))
    _one, two = written(boss, first, second)
    assert (two["created"], two["refused"], Person.objects.count()) == (0, 3, 3)
    again = plan_now(actor=boss, run=planned(boss, PEOPLE, type_name="people", key=""))
    assert again.counts["doubtful"] == 3


def test_whoever_chose_to_create_lookalikes_gets_them(boss):
    first, second = (planned(boss, PEOPLE, type_name="people", key="", doubtful="create") for _ in range(2))
    _one, two = written(boss, first, second)
    assert (two["created"], Person.objects.count()) == (3, 6)


def test_a_record_made_by_hand_meanwhile_is_seen_too(boss):
    run = planned(boss, PEOPLE, type_name="people", key="")
    create(
        actor=boss,
        record_type=record_types.get("people"),
        values={"first_name": "Awa", "last_name": "Diop", "email": "awa@b.example"},
    )
    [told] = written(boss, run)
    assert (told["created"], told["refused"]) == (2, 1)


def test_two_lines_of_one_file_decided_to_be_two_stay_two(boss):
    content = csv_file(("Prénom", "Nom", "Téléphone"), *(("Awa", "Diop", "02 40 00 00 00"),) * 2)
    run = planned(boss, content, type_name="people", key="", doubtful="create")
    Organisation(name="Ailleurs").save()
    [told] = written(boss, run)
    assert told["created"] == 2


def test_existing_ones_are_left_when_the_rules_say_so(boss):
    first, second = (
        planned(boss, PEOPLE, type_name="people", key="email", existing="skip") for _ in range(2)
    )
    Person.objects.all().delete()
    _one, two = written(boss, first, second)
    assert (two["created"], two["changed"], two["unchanged"]) == (0, 0, 2)
