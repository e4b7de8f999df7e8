from __future__ import annotations

import pytest

from essaim.engines.accounts.api import Territory
from essaim.engines.directory.factories import OrganisationFactory, PersonFactory
from essaim.engines.directory.models import ActivityKind, RelationshipKind
from tests.samples import people


@pytest.fixture
def admin(db):
    return people.admin()


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def awa(db):
    return PersonFactory(first_name="Awa", last_name="Diop", country="SN", city="Thiès")


@pytest.fixture
def centre(db):
    return OrganisationFactory(name="École Soleil", country="SN", city="Thiès")


@pytest.fixture
def loire(db):
    """The département of Loire-Atlantique, inside its region and country."""
    france = Territory.objects.create(kind="country", code="FR", name="France")
    region = Territory.objects.create(kind="region", code="52", name="Pays de la Loire", parent=france)
    return Territory.objects.create(kind="department", code="44", name="Loire-Atlantique", parent=region)


@pytest.fixture
def kinds(db):
    return [ActivityKind.objects.create(code=code, name=code.upper()) for code in ("aci", "ei")]


@pytest.fixture
def tie(db):
    return RelationshipKind.objects.create(
        code="parent", between="people", reading="est parent de", reverse_reading="est enfant de"
    )
