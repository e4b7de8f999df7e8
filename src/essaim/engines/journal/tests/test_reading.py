"""Reads of sensitive fields are kept, once per look."""

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.engines.accounts.api import Network, User
from essaim.engines.journal import api
from essaim.engines.journal.models import Entry
from essaim.engines.journal.wording import plain_texts
from essaim.kit.writing import Origin, current_origin

pytestmark = pytest.mark.django_db


@pytest.fixture
def awa():
    return User.objects.create_user("awa@exemple.fr", first_name="Awa", last_name="Diop")


@pytest.fixture
def network():
    return Network.objects.create(code="n44", name="Réseau")


def test_a_look_is_kept_once(awa, network):
    assert api.read(awa, network, ["website", "name"])
    assert not api.read(awa, network, ["name"])
    entry = Entry.objects.get()
    assert (entry.kind, entry.actor) == ("read", awa)
    assert set(entry.fields) == {"name", "website"}
    assert not any(value for pair in entry.fields.values() for value in pair)
    assert api.verify().broken is None


def test_another_field_another_person_or_another_session_is_another_look(awa, network):
    other = User.objects.create_user("bob@exemple.fr")
    assert api.read(awa, network, ["name"])
    assert api.read(awa, network, ["name", "website"])
    assert api.read(other, network, ["name"])
    token = current_origin.set(Origin("web", "192.0.2.1", "autre"))
    assert api.read(awa, network, ["name"])
    current_origin.reset(token)
    assert Entry.objects.count() == 4


def test_after_ten_minutes_it_is_another_look(awa, network):
    api.read(awa, network, ["name"])
    Entry.objects.update(at=timezone.now() - timedelta(minutes=11))
    assert api.read(awa, network, ["name"])


def test_no_sensitive_field_leaves_no_trace(awa, network):
    assert not api.read(awa, network, [])
    assert not Entry.objects.exists()


def test_an_export_names_every_record_it_showed(awa, network):
    assert api.read_many(awa, Network, [network.pk, 7, 8], ["website"], "export 3") == 3
    assert set(Entry.objects.values_list("note", flat=True)) == {"export 3"}


def test_reads_stay_out_of_the_history_of_changes(awa, network):
    api.read(awa, network, ["name"])
    assert not api.history("accounts.network", str(network.pk)).exists()


def test_lists_and_mappings_are_told_in_words():
    told = [text for _value, text in plain_texts(None, None, [{"type": "ligne"}, ["a", {"b": 1}], True, "x"])]
    assert told == ["type : ligne", "a, b : 1", "oui", "x"]
