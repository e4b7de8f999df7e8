from __future__ import annotations

import pytest

from essaim.engines.accounts.api import Network
from essaim.engines.records.api import create, record_types
from tests.samples import people


@pytest.fixture
def admin(db):
    return people.admin()


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client


@pytest.fixture
def garage(db):
    return Network.objects.create(code="garage", name="Garage des Trois Ponts")


@pytest.fixture
def make(admin):
    """Creates a record by its type's own action, as the pages do."""

    def create_one(type_name, /, **values):
        return create(actor=admin, record_type=record_types.get(type_name), values=values)

    return create_one
