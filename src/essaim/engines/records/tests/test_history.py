"""The History of a record: in its own words, within its reader's rights; earlier values come back."""

import pytest
from django.urls import reverse

from essaim.config.cli import main
from essaim.engines.journal.models import Entry
from essaim.engines.records.api import change, record_types
from tests.samples import people
from tests.samples.models import Dossier, Place

pytestmark = pytest.mark.django_db
TYPE = record_types.get("dossiers")


@pytest.fixture
def awa():
    return people.user("samples.dossiers:all:cms", "samples.places:all:v")


@pytest.fixture
def dossier():
    return Dossier.objects.create(last_name="Diop", status="open")


def write(actor, dossier, **values):
    change(actor=actor, record_type=TYPE, obj=dossier, values=values)
    return Entry.objects.filter(kind="changed").latest("id")


def shown(client, dossier, **more):
    asked = {"type": "samples.dossier", "id": dossier.pk, **more}
    return client.get(reverse("journal:history"), asked, HTTP_HX_REQUEST="true")


def test_fields_read_as_they_do_on_the_record(client, awa, dossier):
    place = Place.objects.create(name="Thiès")
    write(awa, dossier, status="closed", income="1250.5", born_on="2001-03-03", follows=True, place=place.pk)
    client.force_login(awa)
    text = shown(client, dossier).content.decode()
    assert "<del>ouvert</del> <ins>clos</ins>" in text
    for word in ("État", "1\u202f250,50\u00a0€", "03/03/2001", "<ins>oui</ins>", "<ins>Thiès</ins>"):
        assert word in text.replace("\u00a0250", "\u202f250")
    assert "sort_name" not in text
    assert "filter_text" not in text


def test_a_linked_record_out_of_sight_keeps_its_name(client, awa, dossier):
    write(awa, dossier, place=Place.objects.create(name="Thiès").pk)
    client.force_login(people.user("samples.dossiers:all:v"))
    assert "Thiès" not in shown(client, dossier).content.decode()


def test_fields_with_a_further_right_and_sensitive_ones_stay_hidden(client, awa, dossier):
    doctor = people.user("samples.dossiers:all:cms", "samples.health:all:cmsv")
    write(doctor, dossier, health="asthme", secret="4477")
    client.force_login(awa)
    text = shown(client, dossier).content.decode()
    assert "asthme" not in text
    assert "4477" not in text
    client.force_login(doctor)
    assert "asthme" in shown(client, dossier).content.decode()
    assert "4477" in shown(client, dossier, devoiler="1").content.decode()
    assert set(Entry.objects.get(kind="read").fields) == {"secret"}


@pytest.mark.parametrize(
    ("name", "before", "after"),
    [("status", "open", "closed"), ("born_on", "2001-03-03", "2002-04-04"), ("income", "10.50", "20.00"),
     ("days", ["mon"], ["wed"]), ("follows", False, True), ("last_name", "Diop", "Ndiaye")],
)  # fmt: skip
def test_an_earlier_value_comes_back(client, awa, dossier, name, before, after):
    write(awa, dossier, **{name: before, "phone": "+33243000000"})
    dossier.refresh_from_db()
    kept = getattr(dossier, name)
    entry = write(awa, dossier, **{name: after})
    client.force_login(awa)
    client.post(reverse("journal:restore", args=[entry.pk]), {"field": name})
    dossier.refresh_from_db()
    assert getattr(dossier, name) == kept


def test_links_come_back_when_they_are_still_there(client, awa, dossier):
    place = Place.objects.create(name="Thiès")
    write(awa, dossier, place=place.pk)
    entry = write(awa, dossier, place=None)
    client.force_login(awa)
    client.post(reverse("journal:restore", args=[entry.pk]), {"field": "place"})
    dossier.refresh_from_db()
    assert dossier.place == place
    entry = write(awa, dossier, place=None)
    place.delete()
    client.post(reverse("journal:restore", args=[entry.pk]), {"field": "place"})
    dossier.refresh_from_db()
    assert dossier.place is None


def test_who_may_only_look_restores_nothing(client, awa, dossier):
    entry = write(awa, dossier, status="closed")
    client.force_login(people.user("samples.dossiers:all:v"))
    assert "Rétablir" not in shown(client, dossier).content.decode()
    client.post(reverse("journal:restore", args=[entry.pk]), {"field": "status"})
    dossier.refresh_from_db()
    assert dossier.status == "closed"


def test_the_history_is_a_tab_of_the_record(client, awa, dossier):
    client.force_login(awa)
    page = client.get(f"/dossiers-essai/{dossier.pk}/").content.decode()
    assert "?onglet=historique" in page
    tab = client.get(f"/dossiers-essai/{dossier.pk}/?onglet=historique").content.decode()
    assert reverse("journal:history") in tab


def test_an_administrator_finds_who_sees_a_record(client, dossier):
    reader = people.user("samples.dossiers:all:v")
    client.force_login(people.admin())
    page = client.get(f"/dossiers-essai/{dossier.pk}/").content.decode()
    assert "Qui voit cette fiche" in page
    who = client.get(reverse("rights:who"), {"type": "samples.dossier", "id": dossier.pk}).content.decode()
    assert str(reader) in who


def test_the_api_and_the_command_line_are_told_apart(client, awa, dossier, tmp_path):
    client.force_login(awa)
    address = f"/api/v1/dossiers/{dossier.pk}/"
    assert (
        client.patch(address, {"phone": "+33243000000"}, content_type="application/json").status_code == 200
    )
    entry = Entry.objects.latest("id")
    assert (entry.channel, entry.actor, entry.object_id) == ("api", awa, str(dossier.pk))
    table = tmp_path / "droits.csv"
    table.write_text(
        "objectif;moyen;ressource;profil;creation;modification;suppression;visionnage;portee;note\n"
        "Essais;Dossiers;samples.dossiers;administrateur;x;;;;tout;\n"
    )
    assert main(["rights", "load", str(table)]) == 0
    entry = Entry.objects.latest("id")
    assert (entry.channel, entry.actor) == ("command", None)
