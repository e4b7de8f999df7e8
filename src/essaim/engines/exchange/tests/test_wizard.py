"""The import's pages, from the file to its undoing, as a browser asks for them."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse

from essaim.engines.directory.api import Organisation
from essaim.engines.exchange.models import ImportMapping, ImportRun
from tests.samples import people

from .making import GOOD_SIRETS, csv_file

pytestmark = pytest.mark.django_db
START = "/fichiers/importer/organismes/"
ROWS = (
    ("Raison sociale", "N° SIRET", "CP", "Ville", "Courriel"),
    ("Ateliers du Fleuve", GOOD_SIRETS[0], "44000", "NANTES", "contact@fleuve.example"),
    ("Jardins du Lac", GOOD_SIRETS[1], "49000", "ANGERS", "jardins@lac.example"),
    ("Régie Nord", "41071771400036", "44100", "NANTES", "regie@nord.example"),
    ("Bois Clair", GOOD_SIRETS[2], "72000", "LE MANS", "pas une adresse"),
)


def named(content: bytes, name: str = "liste.csv") -> BytesIO:
    file = BytesIO(content)
    file.name = name
    return file


@pytest.fixture
def boss(client):
    user = people.admin()
    client.force_login(user)
    return user


def send(client, content: bytes = csv_file(*ROWS), name: str = "liste.csv"):
    return client.post(START, {"file": named(content, name), "end": "1"})


def test_every_step_leads_to_the_next_one(client, boss):
    assert client.get(START).status_code == 200
    answer = send(client)
    run = ImportRun.objects.get()
    assert answer.url == reverse("exchange:columns", kwargs={"pk": run.pk})
    page = client.get(answer.url).content.decode()
    assert "Raison sociale" in page
    targets = {f"c{i}": c["target"] for i, c in enumerate(run.mapping["columns"])}
    assert list(targets.values()) == ["name", "siret", "postcode", "city", "email"]
    answer = client.post(answer.url, {**targets, "name": "Notre liste"})
    assert answer.url == reverse("exchange:rules", kwargs={"pk": run.pk})
    assert client.get(answer.url).status_code == 200
    answer = client.post(answer.url, {"key": "siret", "existing": "update", "new": "create"})
    assert answer.url == reverse("exchange:trial", kwargs={"pk": run.pk})
    assert not Organisation.objects.exists()
    for fate in ("create", "error", "update", "doubtful", "unchanged", "gathered"):
        assert client.get(f"{answer.url}?fate={fate}").status_code == 200
    answer = client.post(reverse("exchange:write", kwargs={"pk": run.pk}))
    assert client.get(answer.url).status_code == 200
    assert Organisation.objects.count() == 2
    assert ImportMapping.objects.get().name == "Notre liste"
    answer = client.post(reverse("exchange:undo", kwargs={"pk": run.pk}))
    assert "Import annulé" in client.get(answer.url).content.decode()
    assert not Organisation.objects.exists()
    assert client.get("/fichiers/imports/").status_code == 200


def planned_run(client) -> ImportRun:
    send(client)
    run = ImportRun.objects.latest("pk")
    targets = {f"c{i}": c["target"] for i, c in enumerate(run.mapping["columns"])}
    client.post(reverse("exchange:columns", kwargs={"pk": run.pk}), targets)
    client.post(reverse("exchange:rules", kwargs={"pk": run.pk}), {"key": "siret"})
    run.refresh_from_db()
    return run


def test_two_bad_rows_are_corrected_on_the_spot(client, boss):
    run = planned_run(client)
    assert run.counts["error"] == 2
    for line, index, good in ((4, 1, GOOD_SIRETS[3]), (5, 4, "bois@clair.example")):
        address = reverse("exchange:correction", kwargs={"pk": run.pk, "line": line})
        assert client.get(address).status_code == 200
        cells = dict(zip((f"cell{i}" for i in range(5)), ROWS[line - 1], strict=True))
        assert client.post(address, cells).status_code == 422
        assert client.post(address, {**cells, f"cell{index}": good}).status_code == 302
    run.refresh_from_db()
    assert (run.counts.get("error", 0), run.counts["create"]) == (0, 4)
    client.post(reverse("exchange:write", kwargs={"pk": run.pk}))
    assert Organisation.objects.filter(siret=GOOD_SIRETS[3], name="Régie Nord").exists()
    assert Organisation.objects.count() == 4


def test_two_bad_rows_are_corrected_in_their_workbook(client, boss):
    import openpyxl

    run = planned_run(client)
    client.post(reverse("exchange:write", kwargs={"pk": run.pk}))
    answer = client.get(reverse("exchange:errors", kwargs={"pk": run.pk}))
    book = openpyxl.load_workbook(BytesIO(b"".join(answer.streaming_content)))
    sheet = book["À corriger"]
    assert [cell.value for cell in sheet[1]] == [*ROWS[0], "Erreur"]
    assert sheet.max_row == 3
    assert "SIRET" in sheet["F2"].value
    assert sheet["B2"].fill.start_color.rgb.endswith("FBD5D5")
    sheet["B2"], sheet["E3"] = GOOD_SIRETS[3], "bois@clair.example"
    target = BytesIO()
    book.save(target)
    again = send(client, target.getvalue(), "corrigé.xlsx")
    corrected = ImportRun.objects.latest("pk")
    assert corrected.source["remembered"]
    client.post(again.url, {f"c{i}": c["target"] for i, c in enumerate(corrected.mapping["columns"])})
    client.post(reverse("exchange:rules", kwargs={"pk": corrected.pk}), {"key": "siret"})
    client.post(reverse("exchange:write", kwargs={"pk": corrected.pk}))
    assert Organisation.objects.count() == 4


def test_a_doubtful_row_waits_for_a_decision(client, boss):
    Organisation.objects.create(name="Ateliers du Fleuve", email="contact@fleuve.example", city="Nantes")
    run = planned_run(client)
    assert run.counts["doubtful"] == 1
    row = run.rows.get(fate="doubtful")
    page = client.get(reverse("exchange:trial", kwargs={"pk": run.pk}) + "?fate=doubtful").content.decode()
    assert "même adresse électronique" in page
    address = reverse("exchange:choose", kwargs={"pk": run.pk, "line": row.line})
    client.post(address, {"choice": "update:999999"})
    assert run.rows.get(fate="doubtful").choice == ""
    client.post(address, {"choice": f"update:{row.candidates[0]['id']}"})
    client.post(reverse("exchange:write", kwargs={"pk": run.pk}))
    assert Organisation.objects.filter(name="Ateliers du Fleuve").count() == 1
    assert Organisation.objects.get(name="Ateliers du Fleuve").siret == GOOD_SIRETS[0]


def test_doubtful_rows_are_decided_all_at_once(client, boss):
    Organisation.objects.create(name="Ateliers du Fleuve", email="contact@fleuve.example")
    run = planned_run(client)
    client.post(reverse("exchange:decide_rest", kwargs={"pk": run.pk}), {"choice": "create"})
    client.post(reverse("exchange:write", kwargs={"pk": run.pk}))
    assert Organisation.objects.filter(name="Ateliers du Fleuve").count() == 2


def test_unknown_words_are_translated_and_remembered(client, boss):
    rows = (("Raison sociale", "Effectif"), ("Ateliers", "petite équipe"), ("Jardins", "petite équipe"))
    send(client, csv_file(*rows))
    run = ImportRun.objects.latest("pk")
    client.post(reverse("exchange:columns", kwargs={"pk": run.pk}), {"c0": "name", "c1": "size"})
    client.post(reverse("exchange:rules", kwargs={"pk": run.pk}), {})
    run.refresh_from_db()
    assert run.counts["unknown"] == {"1": {"petite équipe": 2}}
    assert "petite équipe" in client.get(reverse("exchange:trial", kwargs={"pk": run.pk})).content.decode()
    client.post(reverse("exchange:again", kwargs={"pk": run.pk}), {"u-1-petite équipe": "1 à 9 salariés"})
    run.refresh_from_db()
    assert run.counts["create"] == 2


def test_a_column_becomes_a_new_field(client, boss):
    rows = (("Raison sociale", "Conventionnée"), ("Ateliers", "oui"), ("Jardins", "non"))
    send(client, csv_file(*rows))
    run = ImportRun.objects.latest("pk")
    client.post(reverse("exchange:columns", kwargs={"pk": run.pk}), {"c0": "name", "c1": "+"})
    client.post(reverse("exchange:rules", kwargs={"pk": run.pk}), {})
    client.post(reverse("exchange:write", kwargs={"pk": run.pk}))
    assert sorted(Organisation.objects.values_list("name", "custom")) == [
        ("Ateliers", {"x_conventionnee": True}),
        ("Jardins", {"x_conventionnee": False}),
    ]


def test_somebody_elses_import_is_not_there(client, boss):
    run = planned_run(client)
    other = people.user("organisations:all:cmv")
    client.force_login(other)
    for name in ("columns", "rules", "trial", "result", "errors", "progress"):
        assert client.get(reverse(f"exchange:{name}", kwargs={"pk": run.pk})).status_code == 404
    assert client.post(reverse("exchange:write", kwargs={"pk": run.pk})).status_code == 404


def test_who_may_only_look_may_not_import(client):
    client.force_login(people.user("organisations:all:v"))
    assert client.get(START).status_code == 403


def test_the_model_workbook_is_recognised_whole(client, boss):
    import openpyxl

    book = openpyxl.load_workbook(BytesIO(client.get("/fichiers/importer/organismes/modele.xlsx").content))
    target = BytesIO()
    book.save(target)
    assert "n’a que des titres" in send(client, target.getvalue(), "modele.xlsx").content.decode()
    book.worksheets[0].append(["Ateliers du Fleuve"])
    target = BytesIO()
    book.save(target)
    send(client, target.getvalue(), "modele.xlsx")
    assert all(column["score"] >= 0.85 for column in ImportRun.objects.get().mapping["columns"])


def test_a_column_named_siret_is_proposed_even_when_every_number_is_spoilt(client, boss):
    rows = (("Raison sociale", "SIRET"), ("Perdu", "7,32829E+13"), ("Faux", "12345678901234"))
    page = client.get(send(client, csv_file(*rows)).url)
    column = page.context["columns"][1]
    assert (column["column"].target, column["state"]) == ("siret", "unsure")


def test_the_same_value_is_put_on_every_row(client, boss):
    send(client, csv_file(("Raison sociale",), ("Ateliers",), ("Jardins",)))
    run = ImportRun.objects.get()
    address = reverse("exchange:columns", kwargs={"pk": run.pk})
    wrong = client.post(address, {"c0": "name", "k0": "size", "k0-value": "beaucoup"})
    assert wrong.status_code == 422
    client.post(address, {"c0": "name", "k0": "size", "k0-value": "1 à 9 salariés"})
    client.post(reverse("exchange:rules", kwargs={"pk": run.pk}), {})
    client.post(reverse("exchange:write", kwargs={"pk": run.pk}))
    assert set(Organisation.objects.values_list("size", flat=True)) == {"1-9"}
