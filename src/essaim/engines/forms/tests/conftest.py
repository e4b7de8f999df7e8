from __future__ import annotations

import pytest

from tests.samples import people


@pytest.fixture
def network(db):
    return people.network("Réseau d’essai")


@pytest.fixture
def author(network):
    """Builds forms of the network and reads their answers."""
    made = people.user("forms:network:cmsv", "form_answers:network:cmsv", "people:network:cmv")
    made.networks.add(network)
    return made


@pytest.fixture
def stranger(db):
    """The same rights, in another network."""
    made = people.user("forms:network:cmsv", "form_answers:network:cmsv")
    made.networks.add(people.network())
    return made


@pytest.fixture
def member(network):
    """An account that has no right on forms."""
    made = people.user("people:network:v")
    made.networks.add(network)
    return made
