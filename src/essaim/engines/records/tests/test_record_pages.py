"""The page of a record, its forms, its deletion."""

from __future__ import annotations

import json

import pytest

from essaim.engines.journal.models import Entry
from essaim.engines.records.models import Submission
from tests.samples import people
from tests.samples.models import Dossier, Place, Visit

URL = "/dossiers-essai/"


@pytest.fixture
def dossier(admin):
    place = Place.objects.create(name="Maison de Thiès")
    made = Dossier.objects.create(
        first_name="Awa", last_name="Diop", email="awa@essaim.example", secret="1234", place=place
    )
    Visit.objects.create(dossier=made, subject="Premier entretien")
    return made


def page(dossier: Dossier) -> str:
    return f"{URL}{dossier.pk}/"


def test_a_record_shows_its_fields_and_what_points_to_it(as_admin, dossier):
    html = as_admin.get(page(dossier)).content.decode()
    assert "awa@essaim.example" in html
    assert "Maison de Thiès" in html
    assert "Premier entretien" in html


def test_a_sensitive_value_is_shown_once_asked_and_the_reading_is_kept(as_admin, dossier):
    assert "1234" not in as_admin.get(page(dossier)).content.decode()
    answer = as_admin.post(f"{page(dossier)}devoiler/secret/", headers={"hx-request": "true"})
    assert "1234" in answer.content.decode()
    assert Entry.objects.filter(kind="read", object_id=str(dossier.pk)).count() == 1


def test_only_sensitive_fields_are_unveiled(as_admin, dossier):
    assert as_admin.post(f"{page(dossier)}devoiler/email/").status_code == 404


def test_a_record_out_of_reach_is_not_there(client, db, dossier):
    user = people.user("samples.dossiers:network:cmsv")
    client.force_login(user)
    for path in ("", "modifier/", "supprimer/", "champ/email/", "voisins/"):
        assert client.get(page(dossier) + path).status_code == 404, path


def test_whoever_may_only_look_is_told_so(client, db, dossier):
    client.force_login(people.user("samples.dossiers:all:v"))
    assert client.get(page(dossier)).status_code == 200
    for path in ("modifier/", "supprimer/", "champ/email/"):
        assert client.get(page(dossier) + path).status_code == 403, path
    assert client.get(f"{URL}nouveau/").status_code == 403


def test_a_record_is_created_with_its_author(as_admin, admin):
    answer = as_admin.post(
        f"{URL}nouveau/", {"last_name": "Sarr", "income": "1 250,50", "born_on": "2001-03-09"}
    )
    made = Dossier.objects.get()
    assert answer.headers["Location"] == page(made)
    assert str(made.income) == "1250.50"
    assert made.created_by == admin
    assert Entry.objects.filter(kind="created", object_id=str(made.pk)).count() == 1


def test_sending_twice_creates_once(as_admin):
    data = {"last_name": "Sarr", "token": "one-sending"}
    first = as_admin.post(f"{URL}nouveau/", data)
    second = as_admin.post(f"{URL}nouveau/", data)
    assert Dossier.objects.count() == 1
    assert second.headers["Location"] == first.headers["Location"]
    assert Submission.objects.count() == 1


def test_what_was_typed_stays_and_the_error_is_at_its_field(as_admin):
    answer = as_admin.post(f"{URL}nouveau/", {"first_name": "Awa", "income": "beaucoup"})
    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"last_name", "income"}
    html = answer.content.decode()
    assert 'value="Awa"' in html
    assert 'value="beaucoup"' in html


def test_a_change_writes_only_what_changed(as_admin, dossier):
    data = {
        "last_name": "Diop",
        "first_name": "Awa",
        "email": "neuf@essaim.example",
        "secret": "1234",
        "place": dossier.place_id,
    }
    assert as_admin.post(f"{page(dossier)}modifier/", {**data, "version": 1}).status_code == 302
    entry = Entry.objects.get(kind="changed")
    assert set(entry.fields) == {"email"}


def test_a_stale_form_shows_both_versions_and_loses_nothing(as_admin, dossier):
    form = as_admin.get(f"{page(dossier)}modifier/").context
    Dossier.objects.filter(pk=dossier.pk).update(first_name="Aïssa", phone="+33243000000", version=2)
    data = {
        "last_name": "Diop",
        "first_name": "Awa-Marie",
        "email": "mien@essaim.example",
        "secret": "1234",
        "place": dossier.place_id,
        "version": form["version"],
        "base": form["base"],
    }
    answer = as_admin.post(f"{page(dossier)}modifier/", data)
    assert answer.status_code == 409
    sides = {row.name: row.side for row in answer.context["rows"]}
    assert sides == {"first_name": "", "email": "mine", "phone": "theirs"}
    kept = {"keep-first_name": "mine", "keep-email": "mine", "keep-phone": "theirs"}
    carried = dict(answer.context["carried"])
    again = {**carried, **kept, "version": answer.context["version"], "base": answer.context["base"]}
    assert as_admin.post(f"{page(dossier)}modifier/", again).status_code == 302
    dossier.refresh_from_db()
    assert (dossier.first_name, dossier.email, dossier.phone) == (
        "Awa-Marie",
        "mien@essaim.example",
        "+33243000000",
    )


def test_a_field_is_edited_in_place(as_admin, dossier):
    url = f"{page(dossier)}champ/email/"
    base = as_admin.get(url).context["base"]
    answer = as_admin.post(url, {"email": "place@essaim.example", "base": base, "place": "list"})
    assert "place@essaim.example" in answer.content.decode()
    wrong = as_admin.post(url, {"email": "pas une adresse", "base": base})
    assert wrong.status_code == 422


def test_in_place_another_field_changed_meanwhile_is_no_conflict(as_admin, dossier):
    url = f"{page(dossier)}champ/email/"
    base = as_admin.get(url).context["base"]
    Dossier.objects.filter(pk=dossier.pk).update(first_name="Aïssa", version=2)
    assert as_admin.post(url, {"email": "a@essaim.example", "base": base}).status_code == 200


def test_in_place_the_same_field_changed_meanwhile_is_asked(as_admin, dossier):
    url = f"{page(dossier)}champ/email/"
    base = as_admin.get(url).context["base"]
    Dossier.objects.filter(pk=dossier.pk).update(email="b@essaim.example", version=2)
    answer = as_admin.post(url, {"email": "a@essaim.example", "base": base})
    assert answer.status_code == 422
    assert "b@essaim.example" in answer.content.decode()
    assert as_admin.post(url, {"email": "a@essaim.example", "base": base, "mine": "1"}).status_code == 200


def test_deleting_names_what_hangs_on_a_record(as_admin, dossier):
    place = dossier.place
    answer = as_admin.get(f"/lieux-essai/{place.pk}/supprimer/")
    blocking = answer.context["consequences"].blocking
    assert [(item.label, item.count) for item in blocking] == [("dossiers", 1)]
    assert "/dossiers-essai/?f=" in blocking[0].url
    assert as_admin.post(f"/lieux-essai/{place.pk}/supprimer/").status_code == 409
    assert Place.objects.filter(pk=place.pk).exists()


def test_a_record_on_which_nothing_hangs_goes(as_admin):
    place = Place.objects.create(name="Vide")
    assert as_admin.post(f"/lieux-essai/{place.pk}/supprimer/").status_code == 302
    assert not Place.objects.exists()
    assert Entry.objects.filter(kind="deleted").count() == 1


def test_a_reference_out_of_reach_stays_when_the_form_is_saved(client, db, dossier):
    ours = people.network()
    Dossier.objects.filter(pk=dossier.pk).update(network=ours)
    user = people.user("samples.dossiers:network:mv", "samples.places:network:v")
    user.networks.add(ours)
    client.force_login(user)
    data = {
        "last_name": "Diop",
        "first_name": "Awa",
        "email": "x@essaim.example",
        "secret": "1234",
        "place": "",
        "network": ours.pk,
        "version": 1,
    }
    assert client.post(f"{page(dossier)}modifier/", data).status_code == 302
    dossier.refresh_from_db()
    assert dossier.place is not None
    assert dossier.email == "x@essaim.example"


def test_choices_respect_rights_and_offer_to_create(client, db):
    ours, theirs = people.network(), people.network()
    Place.objects.create(name="Thiès nord", network=ours)
    Place.objects.create(name="Thiès sud", network=theirs)
    user = people.user("samples.places:network:cv")
    user.networks.add(ours)
    client.force_login(user)
    found = client.get("/lieux-essai/choix/", {"q": "thies"}).json()["results"]
    assert [item["label"] for item in found] == ["Thiès nord"]
    offered = client.get("/lieux-essai/choix/", {"q": "Dakar"}).json()["results"]
    assert offered[0]["dialog"].startswith("/lieux-essai/rapide/?")


def test_quick_creation_answers_the_new_record(as_admin):
    answer = as_admin.post("/lieux-essai/rapide/", {"name": "Dakar"})
    assert answer.status_code == 204
    made = json.loads(answer.headers["HX-Trigger"])["es:created"]
    assert made["label"] == "Dakar"


def test_neighbours_are_those_of_the_list(as_admin):
    made = [Dossier.objects.create(last_name=f"Diop {rank}") for rank in range(5)]
    html = as_admin.get(f"{URL}{made[2].pk}/voisins/", {"tri": "-last_name"}).content.decode()
    assert f'rel="prev" href="{URL}{made[3].pk}/"' in html
    assert f'rel="next" href="{URL}{made[1].pk}/"' in html
    assert "3 sur 5" in html


def test_a_list_with_nothing_to_choose_is_not_asked(as_admin):
    from essaim.engines.accounts.api import Group

    assert "groups" not in as_admin.get("/dossiers-essai/nouveau/").context["form"].fields
    Group.objects.create(name="Matin")
    assert "groups" in as_admin.get("/dossiers-essai/nouveau/").context["form"].fields
