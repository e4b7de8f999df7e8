"""Merging carries everything over; undoing it gives back exactly what was."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from essaim.engines.accounts.api import Network
from essaim.engines.directory.api import Affiliation, ContactPoint, Person
from essaim.engines.directory.factories import OrganisationFactory, PersonFactory
from essaim.engines.duplicates.actions import merge, unmerge
from essaim.engines.duplicates.merging.ledger import MergeBlocked
from essaim.engines.duplicates.merging.relations import counts, relations_of
from essaim.engines.records.api import record_types
from essaim.kit.rowdata import dump

pytestmark = pytest.mark.django_db

MOVING = ("version", "changed_at", "changed_by_id")


@pytest.fixture
def people():
    return record_types.get("people")


def picture(type_name: str, *keys: int) -> dict[str, Any]:
    """The rows of these records and of all that hangs on them, versions left out."""
    record_type = record_types.get(type_name)
    rows = {f"{type_name} {key}": _row(record_type.model_class._base_manager.get(pk=key)) for key in keys}
    for relation in relations_of(record_type):
        for key in keys:
            for row in relation.rows(key):
                rows[f"{row._meta.label} {row.pk} {relation.column}"] = _row(row)
    return rows


def _row(obj: models.Model) -> dict[str, Any]:
    return {name: value for name, value in dump(obj).items() if name not in MOVING}


def test_what_hangs_on_the_removed_person_hangs_on_the_kept_one(people, administrator):
    kept, removed = PersonFactory(email=""), PersonFactory(email="awa@exemple.fr")
    network, both = (
        Network.objects.create(code="n1", name="Un"),
        Network.objects.create(code="n2", name="Deux"),
    )
    kept.networks.add(both)
    removed.networks.add(network, both)
    Affiliation.objects.create(person=removed, organisation=OrganisationFactory(), position="trésorière")
    ContactPoint.objects.create(person=removed, kind="email", value="autre@exemple.fr")
    merge(
        actor=administrator,
        record_type=people,
        kept_id=kept.pk,
        removed_id=removed.pk,
        taken=frozenset({"email"}),
    )
    kept.refresh_from_db()
    assert kept.email == "awa@exemple.fr"
    assert set(kept.networks.all()) == {network, both}
    assert kept.affiliations.get().position == "trésorière"
    assert ContactPoint.objects.get(value="autre@exemple.fr").person_id == kept.pk
    assert not Person.objects.filter(pk=removed.pk).exists()


def test_undoing_keeps_what_was_changed_since(people, administrator):
    kept, removed = PersonFactory(email="", city="Laval"), PersonFactory(email="awa@exemple.fr")
    done = merge(
        actor=administrator,
        record_type=people,
        kept_id=kept.pk,
        removed_id=removed.pk,
        taken=frozenset({"email"}),
    )
    kept.refresh_from_db()
    kept.city = "Angers"
    kept.save()
    unmerge(actor=administrator, merge=done, record_type=people)
    kept.refresh_from_db()
    assert (kept.city, kept.email) == ("Angers", "")
    assert Person.objects.get(pk=removed.pk).email == "awa@exemple.fr"


def test_a_value_changed_after_the_merge_is_not_taken_back(people, administrator):
    kept, removed = PersonFactory(email="vieux@exemple.fr"), PersonFactory(email="awa@exemple.fr")
    done = merge(
        actor=administrator,
        record_type=people,
        kept_id=kept.pk,
        removed_id=removed.pk,
        taken=frozenset({"email"}),
    )
    Person.objects.filter(pk=kept.pk).update(email="neuf@exemple.fr")
    unmerge(actor=administrator, merge=done, record_type=people)
    assert Person.objects.get(pk=kept.pk).email == "neuf@exemple.fr"


def test_a_merge_is_undone_only_once(people, administrator):
    kept, removed = PersonFactory(), PersonFactory()
    done = merge(actor=administrator, record_type=people, kept_id=kept.pk, removed_id=removed.pk)
    unmerge(actor=administrator, merge=done, record_type=people)
    with pytest.raises(MergeBlocked):
        unmerge(actor=administrator, merge=done, record_type=people)


def test_who_may_not_delete_may_not_merge(people, reader):
    kept, removed = PersonFactory(), PersonFactory()
    with pytest.raises(PermissionDenied):
        merge(actor=reader, record_type=people, kept_id=kept.pk, removed_id=removed.pk)
    assert Person.objects.filter(pk__in=(kept.pk, removed.pk)).count() == 2


def test_every_relation_is_listed_before_merging(people):
    person = PersonFactory()
    Affiliation.objects.create(person=person, organisation=OrganisationFactory())
    assert ("rattachements", 1) in [(label.lower(), number) for label, number in counts(people, person.pk)]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_merging_then_undoing_is_the_identity(people, administrator, data):
    networks = [
        Network.objects.get_or_create(code=f"h{i}", defaults={"name": f"Réseau {i}"})[0] for i in range(3)
    ]
    pair = [PersonFactory(), PersonFactory()]
    for person in pair:
        person.networks.set(data.draw(st.sets(st.sampled_from(networks))))
        person.email = data.draw(st.sampled_from(["", "a@exemple.fr", f"p{person.pk}@exemple.fr"]))
        person.custom = data.draw(
            st.dictionaries(st.sampled_from(["x", "y"]), st.text(max_size=3), max_size=2)
        )
        person.save()
        for _ in range(data.draw(st.integers(0, 2))):
            Affiliation.objects.create(person=person, organisation=OrganisationFactory(), position="membre")
        for value in data.draw(st.sets(st.sampled_from(["b@exemple.fr", "c@exemple.fr"]))):
            ContactPoint.objects.create(person=person, kind="email", value=value)
    before = picture("people", *(person.pk for person in pair))
    taken = data.draw(
        st.frozensets(st.sampled_from(["email", "first_name", "last_name", "city", "birth_date"]))
    )
    done = merge(
        actor=administrator, record_type=people, kept_id=pair[0].pk, removed_id=pair[1].pk, taken=taken
    )
    unmerge(actor=administrator, merge=done, record_type=people)
    assert picture("people", *(person.pk for person in pair)) == before
