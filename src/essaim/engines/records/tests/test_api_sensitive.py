"""Sensitive fields through the API."""

from __future__ import annotations

import pytest

from essaim.engines.journal.models import Entry
from essaim.engines.records.api import create, record_types
from essaim.engines.records.custom_fields.actions import do_add_field
from essaim.engines.records.testing_api import Caller
from tests.samples import people

pytestmark = pytest.mark.django_db
LIST = "/api/v1/dossiers/"


def test_sensitive_fields_are_listed_only_when_named_and_then_journalled(client):
    boss = people.admin()
    call = Caller(client, boss)
    name = do_add_field(actor=boss, type_name="dossiers", label="Secret", kind="text", sensitive=True).name
    obj = create(
        actor=boss, record_type=record_types.get("dossiers"), values={"last_name": "Sarr", name: "x"}
    )
    assert name not in call("get", LIST).json()["results"][0]
    assert not Entry.objects.filter(kind="read").exists()
    assert call("get", LIST, columns=f"last_name,{name}").json()["results"][0][name] == "x"
    assert call("get", f"{LIST}{obj.pk}/").json()[name] == "x"
    assert [list(entry.fields) for entry in Entry.objects.filter(kind="read", object_id=str(obj.pk))] == [
        [name]
    ]
