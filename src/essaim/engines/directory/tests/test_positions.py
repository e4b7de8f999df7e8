"""The position of an address, through the form that shows it among everything else."""

from __future__ import annotations

import json

import pytest

from essaim.engines.directory.factories import PersonFactory
from essaim.engines.directory.models import Person
from essaim.engines.journal.api import history
from essaim.engines.records.api import create, record_types
from tests.samples import people

pytestmark = pytest.mark.django_db


def send(client, person, **values):
    address = f"/personnes/{person.pk}/modifier/"
    form = client.get(address).context["form"]
    data = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in data.items() if value not in (None, "", [])}
    shown |= {name: str(shown[name]).replace(".", ",") for name in ("latitude", "longitude")}
    return client.post(address, {**shown, "version": person.version, **values})


@pytest.fixture
def person(db):
    return PersonFactory(
        last_name="Guérin",
        postcode="44000",
        city="Nantes",
        country="FR",
        latitude=47.2183711,
        longitude=-1.5536,
    )


def test_a_position_that_nobody_touched_is_not_a_change(as_admin, person):
    assert send(as_admin, person, job_title="Trésorière").status_code == 302
    person.refresh_from_db()
    assert (person.latitude, person.longitude) == (47.2183711, -1.5536)


def test_the_position_follows_the_town_when_only_the_town_changes(as_admin, person):
    assert send(as_admin, person, postcode="49000", city="Angers").status_code == 302
    moved = Person.objects.get(pk=person.pk)
    assert moved.latitude == pytest.approx(47.47, abs=0.05)


def test_the_position_read_from_the_api_can_be_sent_back_as_it_was(client):
    admin = people.admin()
    client.force_login(admin)
    made = create(
        actor=admin,
        record_type=record_types.get("people"),
        values={"last_name": "Petit", "latitude": 47.21837112345, "longitude": -1.5536},
    )
    address = f"/api/v1/people/{made.pk}/"
    read = client.get(address).json()
    sent = json.dumps({"latitude": read["latitude"], "longitude": str(read["longitude"])})
    assert client.patch(address, sent, content_type="application/json").status_code == 200
    made.refresh_from_db()
    assert (made.latitude, made.longitude) == (47.21837112345, -1.5536)
    assert [entry.kind for entry in history("directory.person", str(made.pk))] == ["created"]
    for wrong in ("NaN", "Infinity", "nord"):
        answer = client.patch(address, json.dumps({"latitude": wrong}), content_type="application/json")
        assert (answer.status_code, list(answer.json()["errors"])) == (400, ["latitude"])
