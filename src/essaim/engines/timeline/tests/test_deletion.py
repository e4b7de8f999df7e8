"""Deleting a person takes exchanges and tasks along: it is said before, and each is in the journal after."""

from __future__ import annotations

import pytest

from essaim.engines.directory.models import Person
from essaim.engines.journal.models import Entry
from essaim.engines.records.api import create, delete, record_types
from essaim.engines.timeline.models import Interaction, InteractionLink, Task
from tests.samples import people

pytestmark = pytest.mark.django_db


@pytest.fixture
def writer(db):
    return people.admin()


@pytest.fixture
def person(writer):
    made = create(actor=writer, record_type=record_types.get("people"), values={"last_name": "Sow"})
    for number in range(3):
        values = {"kind": "note", "subject": f"Échange {number}", "person": made.pk}
        create(actor=writer, record_type=record_types.get("interactions"), values=values)
    create(
        actor=writer, record_type=record_types.get("tasks"), values={"title": "Rappeler", "person": made.pk}
    )
    return made


def test_the_page_names_what_goes(person, writer, client):
    client.force_login(writer)
    page = client.get(f"/personnes/{person.pk}/supprimer/").content.decode()
    assert "3 échanges" in page
    assert "1 tâches" in page
    assert "fiches concernées" not in page


def test_each_is_journalled_and_told(person, writer, django_capture_on_commit_callbacks):
    from essaim.kit import events

    heard = []

    def hear(*, type, id, actor):
        heard.append(type)

    events._subscribers["records.deleted"].append(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            delete(actor=writer, record_type=record_types.get("people"), obj=person)
    finally:
        events._subscribers["records.deleted"].remove(hear)
    assert [model.objects.count() for model in (Person, Interaction, Task)] == [0, 0, 0]
    gone = Entry.objects.filter(kind="deleted").values_list("model", flat=True)
    assert sorted(gone) == ["directory.person", *["timeline.interaction"] * 3, "timeline.task"]
    subjects = {entry.fields.get("subject", [""])[0] for entry in Entry.objects.filter(kind="deleted")}
    assert {"Échange 0", "Échange 1", "Échange 2"} <= subjects
    assert sorted(heard) == ["interactions", "interactions", "interactions", "people", "tasks"]


def test_links_of_other_exchanges_to_the_person_go(writer):
    one = create(actor=writer, record_type=record_types.get("people"), values={"last_name": "Un"})
    other = create(actor=writer, record_type=record_types.get("people"), values={"last_name": "Deux"})
    values = {"kind": "note", "subject": "Ensemble", "person": one.pk}
    kept = create(actor=writer, record_type=record_types.get("interactions"), values=values)
    InteractionLink.objects.create(interaction=kept, record_type="people", record_id=other.pk, at=kept.at)
    delete(actor=writer, record_type=record_types.get("people"), obj=other)
    assert list(kept.links.values_list("record_id", flat=True)) == [one.pk]
