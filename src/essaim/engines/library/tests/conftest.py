from __future__ import annotations

import pytest

from essaim.engines.accounts.api import Group, Territory
from tests.samples import people

WRITER = ("documents:network:cmsv", "collections:network:cmsv")


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def network(db):
    return people.network("Réseau Horizon")


@pytest.fixture
def other_network(db):
    return people.network("Réseau Coopsol")


def member(network, *cells, **fields):
    made = people.user(*(cells or ("documents:network:v",)), **fields)
    if network is not None:
        made.networks.add(network)
    return made


@pytest.fixture
def writer(network):
    return member(network, *WRITER)


@pytest.fixture
def reader(network):
    return member(network)


@pytest.fixture
def stranger(other_network):
    return member(other_network)


@pytest.fixture
def places(db):
    """Pays de la Loire, and in it Loire-Atlantique and Vendée."""
    region = Territory.objects.create(kind="region", code="52", name="Pays de la Loire")
    return {
        "region": region,
        "44": Territory.objects.create(kind="department", code="44", name="Loire-Atlantique", parent=region),
        "85": Territory.objects.create(kind="department", code="85", name="Vendée", parent=region),
    }


@pytest.fixture
def group(db):
    return Group.objects.create(name="Comité")
