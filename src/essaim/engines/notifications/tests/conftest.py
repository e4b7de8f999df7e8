from __future__ import annotations

import pytest

from essaim.engines.rights.api import forget
from tests.samples import people


@pytest.fixture
def network(db):
    return people.network("Réseau d’essai")


@pytest.fixture
def writer(network):
    made = people.user("people:all:cmsv", "tasks:all:cmsv", "interactions:all:cmsv")
    made.first_name, made.last_name = "Awa", "Diop"
    made.save()
    made.networks.add(network)
    return made


@pytest.fixture
def reader(network):
    """Sees what belongs to the network, and no more."""
    made = people.user("people:network:v", "tasks:network:v", "interactions:network:v")
    made.first_name, made.last_name = "Léo", "Martin"
    made.save()
    made.networks.add(network)
    forget(made)
    return made


@pytest.fixture
def stranger(db):
    made = people.user("people:network:v", "tasks:network:v")
    made.networks.add(people.network("Un autre réseau"))
    forget(made)
    return made
