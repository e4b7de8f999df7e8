"""The queue, the comparison, the decision and its undoing, as their readers meet them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from essaim.engines.accounts.api import Network, User
from essaim.engines.directory.api import Affiliation, Person
from essaim.engines.directory.factories import OrganisationFactory, PersonFactory
from essaim.engines.duplicates.actions import scan_type
from essaim.engines.duplicates.live import find
from essaim.engines.duplicates.models import DuplicatePair, Merge, ScanRun
from essaim.engines.journal.models import Entry
from essaim.engines.records.api import record_types
from essaim.engines.rights.api import Grant, Role, RoleHolder

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair() -> tuple[Person, Person]:
    values = {
        "birth_date": "1980-04-03",
        "email": "solene.q@courriel.example",
        "city": "Rezé",
        "country": "FR",
    }
    return (
        PersonFactory(first_name="Solène", last_name="Quéméneur", mobile="+33612345678", **values),
        PersonFactory(first_name="Solene", last_name="QUEMENEUR", mobile="", **values),
    )


@pytest.fixture
def network_member(db) -> User:
    """Sees and merges only what is of their own network."""
    user = User.objects.create_user("reseau@exemple.fr", "x")
    role = Role.objects.create(code="membre", label="Membre")
    every = {"can_create": True, "can_change": True, "can_delete": True}
    Grant.objects.create(role=role, resource="people", reach="network", **every)
    Grant.objects.create(role=role, resource="duplicates", reach="all", can_view=True, can_change=True)
    RoleHolder.objects.create(role=role, user=user)
    user.networks.add(Network.objects.create(code="a", name="Réseau A"))
    return user


def address(name: str, pair: tuple[Person, Person]) -> str:
    return reverse(f"duplicates:{name}", kwargs={"slug": "personnes", "one": pair[0].pk, "other": pair[1].pk})


def test_a_search_fills_the_queue_and_the_page_tells_the_evidence(client, administrator, pair):
    PersonFactory(first_name="Hugo", last_name="Martin")
    scan_type(actor=administrator, type_name="people")
    client.force_login(administrator)
    page = client.get(reverse("duplicates:queue")).content.decode()
    assert "Solène Quéméneur" in page
    assert "Hugo Martin" not in page
    assert "date de naissance : identique" in page


def test_merging_from_the_page_keeps_the_chosen_values(client, administrator, pair):
    client.force_login(administrator)
    answer = client.post(
        address("merge", pair), {"garder": pair[0].pk, "champ-last_name": "right", "champ-first_name": "left"}
    )
    assert answer.status_code == 302
    kept = Person.objects.get()
    assert (kept.pk, kept.first_name, kept.last_name) == (pair[0].pk, "Solène", "QUEMENEUR")


def test_a_merge_is_undone_from_its_page(client, administrator, pair):
    client.force_login(administrator)
    client.post(address("merge", pair), {"garder": pair[0].pk})
    client.post(reverse("duplicates:undo", kwargs={"pk": Merge.objects.get().pk}), {"fiches": "personnes"})
    assert set(Person.objects.values_list("last_name", flat=True)) == {"Quéméneur", "QUEMENEUR"}


def test_said_distinct_once_they_do_not_come_back_until_they_change(client, administrator, pair):
    scan_type(actor=administrator, type_name="people")
    client.force_login(administrator)
    refused = client.post(address("distinct", pair), {"reason": ""})
    assert refused.status_code == 422
    client.post(address("distinct", pair), {"reason": "deux sœurs 👭"})
    scan_type(actor=administrator, type_name="people")
    assert DuplicatePair.objects.get().status == "distinct"
    pair[1].mobile = "+33612345678"
    pair[1].save()
    scan_type(actor=administrator, type_name="people")
    assert DuplicatePair.objects.get().status == "open"


def test_a_pair_with_a_record_out_of_reach_does_not_exist(client, administrator, network_member, pair):
    scan_type(actor=administrator, type_name="people")
    pair[0].networks.set(network_member.networks.all())
    client.force_login(network_member)
    assert "Quéméneur" not in client.get(reverse("duplicates:queue")).content.decode()
    for name in ("compare", "merge", "distinct", "look_again"):
        method = client.get if name == "compare" else client.post
        assert method(address(name, pair)).status_code == 404
    assert Person.objects.count() == 2


def test_a_reader_compares_but_does_not_decide(client, administrator, reader, pair):
    client.force_login(reader)
    assert client.get(address("compare", pair)).status_code == 200
    assert client.post(address("merge", pair)).status_code == 403
    assert client.post(reverse("duplicates:search")).status_code == 403
    assert Person.objects.count() == 2


def test_how_much_hangs_on_a_record_is_told_only_to_who_may_merge(client, administrator, reader, pair):
    for person in pair:
        Affiliation.objects.create(person=person, organisation=OrganisationFactory())
    for user, told in ((administrator, True), (reader, False)):
        client.force_login(user)
        page = client.get(address("compare", pair)).content.decode()
        assert ("Seront rattachés" in page) is told


def test_the_search_is_started_from_the_page(client, administrator, pair, django_capture_on_commit_callbacks):
    client.force_login(administrator)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(reverse("duplicates:search"), {"fiches": "personnes"})
    assert ScanRun.objects.get().finished_at is not None
    assert DuplicatePair.objects.count() == 1


def test_the_number_of_queries_does_not_grow_with_the_queue(
    client, administrator, pair, django_assert_max_num_queries
):
    client.force_login(administrator)
    for number in range(20):
        twin = {
            "first_name": f"Awa{number}",
            "last_name": f"Ndiaye{number}",
            "email": f"a{number}@exemple.fr",
        }
        PersonFactory(**twin)
        PersonFactory(**twin)
    scan_type(actor=administrator, type_name="people")
    with django_assert_max_num_queries(16):
        client.get(reverse("duplicates:queue"))


def test_while_typing_those_who_resemble_are_shown_within_reach_only(administrator, network_member, pair):
    people = record_types.get("people")
    typed = {"first_name": "solene", "last_name": "quemeneur", "email": "solene.q@courriel.example"}
    assert {item.pk for item in find(administrator, people, typed)} == {person.pk for person in pair}
    assert find(network_member, people, typed) == []


def test_safe_pairs_are_not_merged_together_unless_opened(client, administrator, pair, settings):
    scan_type(actor=administrator, type_name="people")
    client.force_login(administrator)
    settings.DUPLICATES_BATCH = []
    assert client.post(reverse("duplicates:merge_batch"), {"fiches": "personnes"}).status_code == 403
    settings.DUPLICATES_BATCH = ["people"]
    client.post(reverse("duplicates:merge_batch"), {"fiches": "personnes"})
    assert Person.objects.count() == 1


def test_comparing_sensitive_values_is_kept_in_the_journal(client, administrator, pair):
    client.force_login(administrator)
    client.get(address("compare", pair))
    read = Entry.objects.filter(kind="read", actor=administrator)
    assert {int(entry.object_id) for entry in read} == {person.pk for person in pair}
    assert all("birth_date" in entry.fields for entry in read)
