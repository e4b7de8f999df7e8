"""The demo's world in the test database, for the tests of one file, gone after them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[Any]:
    from django.db import transaction

    from essaim.config.commands.setup import make_reference_data, make_roles
    from essaim.config.demo.building import build

    with django_db_blocker.unblock():
        unit = transaction.atomic()
        unit.__enter__()
        make_roles(lambda text: None)
        make_reference_data(lambda text: None)
        try:
            yield build()
        finally:
            transaction.set_rollback(True)
            unit.__exit__(None, None, None)
