from __future__ import annotations

import pytest

from tests.samples import people


@pytest.fixture
def admin(db):
    return people.admin()


@pytest.fixture
def as_admin(client, admin):
    client.force_login(admin)
    return client
