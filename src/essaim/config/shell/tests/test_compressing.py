"""Pages go compressed to browsers that take it; nothing else is touched."""

from __future__ import annotations

import gzip

import pytest
from django.test import Client

from tests.samples import people


@pytest.fixture
def as_admin(db):
    """Django's own client: ours reads pages, and these are packed."""
    client = Client()
    client.force_login(people.admin())
    return client


def test_a_page_is_sent_compressed_to_who_takes_it(as_admin):
    plain = as_admin.get("/personnes/")
    packed = as_admin.get("/personnes/", headers={"accept-encoding": "gzip"})
    assert "Content-Encoding" not in plain
    assert packed["Content-Encoding"] == "gzip"
    assert len(packed.content) < len(plain.content) / 3
    assert gzip.decompress(packed.content).decode().rstrip().endswith("</html>")


def test_the_answers_of_the_api_are_left_alone(as_admin):
    assert "Content-Encoding" not in as_admin.get("/api/v1/people/", headers={"accept-encoding": "gzip"})
