"""The position of an address, through the form that shows it among everything else."""

from __future__ import annotations

import pytest

from essaim.engines.directory.factories import PersonFactory
from essaim.engines.directory.models import Person

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
