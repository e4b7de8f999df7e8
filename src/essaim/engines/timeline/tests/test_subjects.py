"""What an exchange is about, and how its reach follows the record."""

from __future__ import annotations

import pytest

from essaim.engines.records.api import change, create, record_types
from essaim.engines.timeline.actions.following import follow
from essaim.engines.timeline.api import latest_of, note
from essaim.engines.timeline.factories import InteractionFactory, TaskFactory
from essaim.engines.timeline.models import Interaction, InteractionLink
from tests.samples import people


def test_an_exchange_entered_by_form_is_linked_to_person_and_organisation(admin, awa, centre):
    values = {"subject": "Convention", "person": awa.pk, "organisation": centre.pk}
    made = create(actor=admin, record_type=record_types.get("interactions"), values=values)
    assert {link.key for link in made.links.all()} == {("people", awa.pk), ("organisations", centre.pk)}
    assert made.subject_label == "Awa Diop"
    assert made.author == admin


def test_changing_the_person_moves_the_exchange(admin, awa, centre):
    made = create(
        actor=admin, record_type=record_types.get("interactions"), values={"subject": "Vu", "person": awa.pk}
    )
    change(actor=admin, record_type=record_types.get("interactions"), obj=made,
           values={"person": None, "organisation": centre.pk})  # fmt: skip
    made.refresh_from_db()
    assert {link.key for link in made.links.all()} == {("organisations", centre.pk)}
    assert made.subject_label == "École Soleil"


def test_moving_the_date_moves_it_on_the_timeline(admin, awa):
    made = InteractionFactory(person=awa)
    from datetime import timedelta

    change(
        actor=admin,
        record_type=record_types.get("interactions"),
        obj=made,
        values={"at": made.at - timedelta(days=9)},
    )
    made.refresh_from_db()
    assert InteractionLink.objects.get().at == made.at


def test_a_module_tells_what_happened_on_several_records(awa, centre):
    also = (("organisations", centre.pk),)
    note(
        actor=None,
        record_type="people",
        record_id=awa.pk,
        text="Facture payée",
        source="sales.paid",
        also=also,
    )
    made = Interaction.objects.get()
    assert (made.kind, made.person, made.organisation) == ("event", awa, centre)
    reader = people.user("interactions:all:v")
    for name, pk in (("people", awa.pk), ("organisations", centre.pk)):
        assert [item.subject for item in latest_of(reader, name, pk).items] == ["Facture payée"]


def test_reach_follows_the_record(awa, network):
    other = people.network()
    owner = people.user()
    made, task = InteractionFactory(person=awa), TaskFactory(person=awa)
    awa.networks.set([other])
    awa.assigned_to, awa.last_name = owner, "Ndiaye"
    awa.save()
    assert follow("people", awa.pk) > 0
    for item in (made, task):
        item.refresh_from_db()
        assert (list(item.networks.all()), item.owner, item.subject_label) == ([other], owner, "Awa Ndiaye")
    assert follow("people", awa.pk) == 0


def test_reach_follows_by_itself_after_a_change(admin, awa, django_capture_on_commit_callbacks):
    other = people.network()
    made = InteractionFactory(person=awa)
    with django_capture_on_commit_callbacks(execute=True):
        change(actor=admin, record_type=record_types.get("people"), obj=awa, values={"networks": [other.pk]})
    assert list(made.networks.all()) == [other]


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("interactions:all:v", True),
        ("interactions:network:v", True),
        ("interactions:mine:v", False),
        ("interactions:assigned:v", False),
    ],
)
def test_each_reach_opens_what_it_says(awa, network, cell, shown):
    InteractionFactory(person=awa)
    reader = people.user(cell)
    reader.networks.add(network)
    assert Interaction.objects.for_user(reader).exists() is shown
    own = InteractionFactory(author=reader)
    assert Interaction.objects.for_user(reader).filter(pk=own.pk).exists() is (":assigned:" not in cell)


def test_who_follows_the_person_sees_their_exchanges(awa):
    reader = people.user("interactions:assigned:v")
    awa.assigned_to = reader
    awa.save()
    made = InteractionFactory(person=awa)
    assert list(Interaction.objects.for_user(reader)) == [made]
