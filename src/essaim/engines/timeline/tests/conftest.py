from __future__ import annotations

import pytest

from essaim.engines.directory.factories import OrganisationFactory, PersonFactory
from tests.samples import people


@pytest.fixture
def admin(db):
    return people.admin()


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def network(db):
    return people.network("Réseau d’essai")


@pytest.fixture
def awa(network):
    return PersonFactory(first_name="Awa", last_name="Diop", networks=[network])


@pytest.fixture
def centre(network):
    return OrganisationFactory(name="École Soleil", networks=[network])


@pytest.fixture
def colleague(network):
    """Works in the network: sees its people, exchanges and tasks."""
    made = people.user(
        "people:network:cmv", "organisations:network:v", "interactions:network:cmv", "tasks:network:cmv"
    )
    made.networks.add(network)
    return made
