from __future__ import annotations

import pytest

from essaim.engines.campaigns.factories import CampaignFactory
from essaim.engines.directory.api import Consent
from essaim.engines.directory.factories import PersonFactory
from tests.samples import people

from .mailserver import serving

EVERY = (
    "campaigns:network:cmsv", "message-templates:all:cmsv", "newsletters:network:cmsv", "people:network:cmv",
    "organisations:network:cmv", "interactions:network:cmv", "tasks:network:cmv",
)  # fmt: skip


@pytest.fixture
def network(db):
    return people.network("Réseau d’essai")


@pytest.fixture
def sender(network):
    """Writes to the people of the network, and to no others."""
    made = people.user(*EVERY)
    made.networks.add(network)
    return made


@pytest.fixture
def stranger(db):
    made = people.user(*EVERY)
    made.networks.add(people.network("Un autre réseau"))
    return made


@pytest.fixture
def agreeing(network):
    """Makes a person of the network who agreed to news by e-mail, and by the other channels asked."""

    def make(*channels: str, **fields):
        made = PersonFactory(networks=[network], **fields)
        for channel in channels or ("email",):
            Consent.objects.create(person=made, channel=channel, purpose="news", given=True)
        return made

    return make


@pytest.fixture
def awa(agreeing):
    return agreeing(
        first_name="Awa", last_name="Diop", email="awa@exemple.example", city="Thiès", civility="mme"
    )


@pytest.fixture
def campaign(sender, network, awa):
    made = CampaignFactory(owner=sender, created_by=sender)
    made.networks.add(network)
    return made


@pytest.fixture
def server(settings):
    """A mail server of the test's own; it does as `server.answer` says."""
    with serving(settings) as handler:
        yield handler
