from __future__ import annotations

import pytest

from tests.samples import people


@pytest.fixture
def network(db):
    return people.network("Réseau d’essai")


@pytest.fixture
def colleague(network):
    """Works in the network: sees and writes its events."""
    made = people.user("events:network:cmsv", "events:assigned:v", "bookables:network:v")
    made.networks.add(network)
    return made


@pytest.fixture
def guest(network):
    made = people.user("events:assigned:v")
    made.networks.add(network)
    return made


@pytest.fixture
def stranger(db):
    return people.user("events:network:cmsv")
