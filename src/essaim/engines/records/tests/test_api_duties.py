"""Calling the API has the same duties as opening the pages."""

from __future__ import annotations

import pytest
from django.utils import timezone

from essaim.engines.accounts.models import CharterAcceptance, CharterVersion, Installation
from essaim.engines.records.testing_api import Caller
from tests.samples import people

pytestmark = pytest.mark.django_db


def test_the_charter_comes_first(client):
    user = people.user("samples.dossiers:all:v")
    call = Caller(client, user)
    assert call("get", "/api/v1/dossiers/").status_code == 200
    version = CharterVersion.objects.create(number=1, title="Charte", body="…", published_at=timezone.now())
    Installation.objects.update_or_create(pk=Installation.SINGLE, defaults={"charter_stamp": "essai"})
    refused = call("get", "/api/v1/dossiers/")
    assert refused.status_code == 403
    assert "charte" in refused.json()["detail"]
    client.force_login(user)
    assert client.get("/api/v1/dossiers/").status_code == 403
    CharterAcceptance.objects.create(user=user, version=version, sha256="x")
    client.logout()
    assert call("get", "/api/v1/dossiers/").status_code == 200
