"""The chain says when somebody meddled with it, and where first."""

from datetime import timedelta

import pytest
from django.utils import timezone

from essaim.engines.accounts.api import Network, User
from essaim.engines.journal import api
from essaim.engines.journal.checks import check_chain
from essaim.engines.journal.models import Entry, Head
from essaim.kit.writing import writing

pytestmark = pytest.mark.django_db


@pytest.fixture
def awa():
    return User.objects.create_user("awa@exemple.fr", first_name="Awa", last_name="Diop")


@pytest.fixture
def network():
    return Network.objects.create(code="n44", name="Réseau")


@pytest.fixture
def chain(awa, network):
    for number in range(6):
        with writing(awa, "essai") as work:
            work.noted(network, "changed", {"name": (f"Nom {number}", f"Nom {number + 1}")}, note="note")
    assert api.verify() == api.Verdict(6)


TAMPERING = {
    "fields": {"name": ["Nom 2", "Autre"]},
    "object_label": "Autre",
    "note": "autre",
    "address": "203.0.113.9",
    "session": "autre",
    "salt": "0" * 32,
    "actor_id": None,
    "acting_for_id": 1,
    "channel": "api",
    "origin": "autre",
    "kind": "created",
    "model": "accounts.user",
    "object_id": "99999",
    "seal": "0" * 64,
    "previous": "0" * 64,
    "hash": "0" * 64,
    "at": timezone.now() - timedelta(days=3),
}


@pytest.mark.parametrize("column", TAMPERING)
def test_any_column_altered_is_found_at_its_entry(chain, column):
    Entry.objects.filter(sequence=3).update(**{column: TAMPERING[column]})
    verdict = api.verify()
    assert verdict.broken is not None
    assert verdict.broken.sequence == 3
    assert verdict.checked == 2


def test_a_missing_entry_is_named(chain):
    Entry.objects.filter(sequence=4).delete()
    assert api.verify().broken == api.Fault("missing", 4)


@pytest.mark.parametrize("kept", [0, 5])
def test_a_missing_end_is_named(chain, kept):
    Entry.objects.filter(sequence__gt=kept).delete()
    assert api.verify().broken == api.Fault("end", kept + 1)


def test_an_entry_slipped_in_is_found(chain):
    last = Entry.objects.get(sequence=6)
    last.pk, last.sequence = None, 7
    last.save()
    assert api.verify().broken is not None


def test_two_entries_exchanged_are_found(chain):
    Entry.objects.filter(sequence=2).update(sequence=99)
    Entry.objects.filter(sequence=3).update(sequence=2)
    Entry.objects.filter(sequence=99).update(sequence=3)
    assert api.verify().broken.sequence == 2


def test_the_operator_reads_it_in_plain_words(chain):
    assert [finding.level for finding in check_chain()] == ["ok"]
    Entry.objects.filter(sequence=3).update(fields={"name": ["a", "b"]})
    [finding] = check_chain()
    assert finding.level == "error"
    assert "n° 3" in str(finding.text)
    assert finding.advice


def test_an_empty_journal_is_whole():
    assert api.verify() == api.Verdict(0)


def test_erasing_an_object_leaves_the_chain_whole(chain, awa, network):
    assert api.erase(actor=awa, obj=network) == 6
    entries = Entry.objects.filter(model="accounts.network").exclude(kind="erased")
    assert {value for entry in entries for pair in entry.fields.values() for value in pair} == {Entry.ERASED}
    assert not entries.exclude(object_label="", note="").exists()
    assert api.verify() == api.Verdict(7)
    assert Entry.objects.filter(kind="erased").get().actor == awa


def test_erasing_again_finds_nothing(chain, awa, network):
    api.erase(actor=awa, obj=network)
    assert api.erase(actor=awa, obj=network) == 0


def test_erasing_one_field_keeps_and_still_protects_the_others(awa, network):
    with writing(awa) as work:
        work.noted(network, "changed", {"name": ("a", "b"), "website": ("c", "d")})
    assert api.erase(actor=awa, obj=network, fields=["name"]) == 1
    entry = Entry.objects.get(sequence=1)
    assert entry.fields == {"name": [Entry.ERASED, Entry.ERASED], "website": ["c", "d"]}
    assert api.verify().broken is None
    Entry.objects.filter(sequence=1).update(fields={"name": ["∅", "∅"], "website": ["c", "altered"]})
    assert api.verify().broken.reason == "erased"


def test_an_erased_entry_cannot_be_resealed_by_hand(chain, awa, network):
    from essaim.engines.journal.sealing import seal_of

    entry = Entry.objects.get(sequence=2)
    entry.fields = {"name": ["x", "y"]}
    entry.reseal = seal_of(entry)
    entry.save()
    assert api.verify().broken.sequence == 2
    api.erase(actor=awa, obj=network)
    entry.refresh_from_db()
    entry.fields = {"name": ["x", "y"]}
    entry.reseal = seal_of(entry)
    entry.save()
    assert api.verify().broken.sequence == 2


def test_the_salt_goes_with_what_it_sealed(chain, awa, network):
    salts = set(Entry.objects.values_list("salt", flat=True))
    api.erase(actor=awa, obj=network)
    assert not Entry.objects.filter(salt__in=salts).exists()


def test_where_a_user_acted_from_can_be_forgotten(awa, network):
    from essaim.kit.writing import Origin, current_origin

    token = current_origin.set(Origin("web", "192.0.2.7", "abcdef12"))
    with writing(awa) as work:
        work.noted(network, "changed", {"name": ("a", "b")})
    current_origin.reset(token)
    assert api.erase_actor(actor=awa, user=awa) == 1
    entry = Entry.objects.get(sequence=1)
    assert (entry.address, entry.session, entry.fields) == ("", "", {"name": ["a", "b"]})
    assert api.verify().broken is None


def test_old_entries_go_and_the_rest_still_verifies(chain):
    Entry.objects.filter(sequence__lte=4).update()
    moments = list(Entry.objects.order_by("sequence").values_list("at", flat=True))
    assert api.forget_before(moments[3]) == 3
    assert Entry.objects.count() == 3
    assert Head.objects.get().start == 3
    assert api.verify() == api.Verdict(3)
    assert api.forget_before(timezone.now() + timedelta(days=1)) == 3
    assert api.verify() == api.Verdict(0)


def test_a_journal_shortened_by_hand_is_not_mistaken_for_its_retention(chain):
    Entry.objects.filter(sequence__lte=2).delete()
    assert api.verify().broken == api.Fault("missing", 1)


def test_deleting_a_user_keeps_what_they_did(awa, network):
    with writing(awa) as work:
        work.noted(network, "changed", {"name": ("a", "b")})
    awa.delete()
    assert Entry.objects.get().actor_id is not None
    assert Entry.objects.select_related("actor").get().actor is None
    assert api.verify().broken is None


def test_verification_reads_by_pages(chain, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr("essaim.engines.journal.chain.PAGE", 4)
    with django_assert_max_num_queries(6):
        assert api.verify() == api.Verdict(6)
