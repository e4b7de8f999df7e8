"""What every test gets: a client that refuses bad pages, and templates that fail on undefined variables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings

from tests.support.client import StrictClient
from tests.support.undefined import Undefined

# How long an example takes says how busy the machine is, nothing of the code: `make bench` measures.
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(autouse=True, scope="session")
def _undefined_variables_fail() -> Iterator[None]:
    from django.template import engines

    engine = engines["django"].engine
    engine.string_if_invalid = Undefined()
    yield
    engine.string_if_invalid = ""


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """Factories write without the journal, which is what tells a kept count that it is out of date; and the
    keys of one test's users are those of the next one's.
    """
    from django.core.cache import caches

    from essaim.engines.records.throttling import ReaderThrottle

    caches["local"].clear()
    caches["answers"].clear()
    ReaderThrottle.tally.counts.clear()


@pytest.fixture
def client() -> StrictClient:
    return StrictClient()
