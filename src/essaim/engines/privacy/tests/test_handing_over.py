"""The archive handed over: complete, readable, for machines, journalled, and only by who may."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from django.core.files.base import ContentFile

from essaim.engines.directory.models import Consent, Person, Relationship, RelationshipKind
from essaim.engines.journal.models import Entry
from essaim.engines.records.api import change, record_types
from tests.samples import people

pytestmark = pytest.mark.django_db


def archive_of(client, person):
    answer = client.post(f"/donnees-personnelles/personnes/{person.pk}/remettre/")
    assert answer.status_code == 200
    return zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))


def test_everything_is_in_it_to_read_and_for_machines(officer, person, secrets, client, processing):
    consent = Consent.objects.get()
    consent.document.save("accord.pdf", ContentFile(b"%PDF signature"))
    client.force_login(officer)
    archive = archive_of(client, person)
    page = archive.read("vos-donnees.html").decode()
    data = json.loads(archive.read("donnees.json"))
    assert data["format"] == "essaim-acces-1"
    everything = json.dumps(data, ensure_ascii=False)
    for text in secrets:
        if text != "zebulonne":
            assert text in page, text
            assert text in everything, text
    assert "Accompagner" in page
    (name,) = [name for name in archive.namelist() if name.startswith("fichiers/")]
    assert archive.read(name) == b"%PDF signature"
    assert archive.read("vos-donnees.pdf").startswith(b"%PDF")
    titles = {section["title"] for section in data["data"]}
    assert {"Échanges", "Tâches", "Rendez-vous", "Lignes de fichiers importés", "Fiches fusionnées"} <= titles


def test_other_people_are_not_named(officer, person, client):
    other = Person.objects.create(first_name="Autrui", last_name="Tierce")
    kind = RelationshipKind.objects.create(
        code="essai", between="people", reading="parent de", reverse_reading="enfant de"
    )
    Relationship.objects.create(kind=kind, person=person, other_person=other)
    client.force_login(officer)
    page = archive_of(client, person).read("vos-donnees.html").decode()
    assert "parent de" in page
    assert "Tierce" not in page


def test_what_was_and_is_no_more_is_in_it_too(officer, person, client):
    change(actor=officer, record_type=record_types.get("people"), obj=person, values={"city": "Laval"})
    client.force_login(officer)
    page = archive_of(client, person).read("vos-donnees.html").decode()
    assert "Le Mans" in page
    assert "Laval" in page


def test_markup_typed_in_a_field_stays_text(officer, person, client):
    Person.objects.filter(pk=person.pk).update(description="<script>alert(1)</script>")
    client.force_login(officer)
    assert "<script>" not in archive_of(client, person).read("vos-donnees.html").decode()


def test_it_is_journalled_with_the_sensitive_fields_read(officer, person, client):
    client.force_login(officer)
    archive_of(client, person)
    kinds = Entry.objects.filter(model="directory.person", object_id=str(person.pk)).values_list(
        "kind", flat=True
    )
    assert {"handed_over", "read"} <= set(kinds)
    assert "birth_date" in Entry.objects.filter(kind="read").latest("id").fields


@pytest.mark.parametrize("cells", [("people:all:v",), ("people:all:cmsv", "privacy:all:v")])
def test_nobody_else_hands_over(person, cells, client):
    client.force_login(people.user(*cells))
    assert client.post(f"/donnees-personnelles/personnes/{person.pk}/remettre/").status_code == 403


def test_not_beyond_one_s_reach(person, client):
    stranger = people.user("people:network:v", "privacy:all:csv")
    stranger.networks.add(people.network())
    client.force_login(stranger)
    assert client.post(f"/donnees-personnelles/personnes/{person.pk}/remettre/").status_code == 404
    near = people.user("people:all:v", "privacy:network:csv")
    near.networks.add(people.network())
    client.force_login(near)
    assert client.post(f"/donnees-personnelles/personnes/{person.pk}/remettre/").status_code == 403


def test_a_get_gives_nothing(officer, person, client):
    client.force_login(officer)
    assert client.get(f"/donnees-personnelles/personnes/{person.pk}/remettre/").status_code == 405
