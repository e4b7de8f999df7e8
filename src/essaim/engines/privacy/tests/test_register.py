"""The processing register, its first draft and its documents; the tab on a person."""

from __future__ import annotations

import io

import openpyxl
import pytest
from docx import Document

from essaim.engines.journal.models import Entry
from essaim.engines.privacy.models import Processing, RetentionRule
from tests.samples import people

pytestmark = pytest.mark.django_db
REGISTER = "/donnees-personnelles/registre/"


def taken(client, format):
    answer = client.get(f"{REGISTER}registre.{format}")
    assert answer.status_code == 200
    return b"".join(answer.streaming_content)


def test_the_first_draft_comes_from_declared_record_types_once(officer, client):
    client.force_login(officer)
    assert "Le registre est vide" in client.get(REGISTER).content.decode()
    client.post(f"{REGISTER}proposer/")
    row = next(item for item in Processing.objects.all() if "people" in item.types)
    assert "date de naissance" in row.sensitive
    assert "adresse électronique" in row.data
    assert "Essai" in row.recipients
    count = Processing.objects.count()
    client.post(f"{REGISTER}proposer/")
    assert Processing.objects.count() == count


def test_documents_hold_every_entry(officer, processing, client):
    RetentionRule.objects.create(name="Anciens", processing=processing, type="people", base="created_at", months=24,
                                 owner=officer)  # fmt: skip
    Processing.objects.create(name="=1+1 & <b>", purpose="Lettre")
    client.force_login(officer)
    sheet = openpyxl.load_workbook(io.BytesIO(taken(client, "xlsx"))).active
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "=1+1 & <b>" in cells
    assert sheet["A2"].data_type == "s"
    assert any("Anciens : 24 mois" in str(cell) for cell in cells)
    book = Document(io.BytesIO(taken(client, "docx")))
    text = "\n".join(cell.text for table in book.tables for row in table.rows for cell in row.cells)
    assert "Accompagner" in text
    assert taken(client, "pdf").startswith(b"%PDF")
    assert client.get(f"{REGISTER}registre.exe").status_code == 404


def test_an_entry_is_written_changed_and_removed(officer, client):
    client.force_login(officer)
    data = {
        "name": "Paie",
        "purpose": "Payer",
        "basis": "obligation",
        "types": ["people"],
        "since": "2026-01-01",
    }
    assert client.post(f"{REGISTER}nouveau/", data).status_code == 302
    row = Processing.objects.get()
    assert client.post(f"{REGISTER}nouveau/", data | {"name": ""}).status_code == 422
    client.post(f"{REGISTER}{row.pk}/", data | {"purpose": "Payer à temps"})
    row.refresh_from_db()
    assert row.purpose == "Payer à temps"
    entry = Entry.objects.filter(model="privacy.processing", kind="changed").get()
    assert entry.fields["purpose"] == ["Payer", "Payer à temps"]
    RetentionRule.objects.create(
        name="R", processing=row, type="people", base="created_at", months=1, owner=officer
    )
    client.post(f"{REGISTER}{row.pk}/supprimer/")
    assert Processing.objects.exists(), "a rule stands on it"
    RetentionRule.objects.all().delete()
    client.post(f"{REGISTER}{row.pk}/supprimer/")
    assert not Processing.objects.exists()


def test_who_only_reads_changes_nothing(processing, client):
    client.force_login(people.user("retention:all:v"))
    assert client.get(f"{REGISTER}{processing.pk}/").status_code == 200
    assert client.post(f"{REGISTER}{processing.pk}/", {"name": "x"}).status_code in (403, 422)
    assert client.post(f"{REGISTER}proposer/").status_code == 403
    client.force_login(people.user("people:all:v"))
    assert client.get(REGISTER).status_code == 403


def test_the_tab_tells_why_until_when_and_with_what_proof(officer, person, processing, client):
    RetentionRule.objects.create(name="Anciens", processing=processing, type="people", base="created_at", months=24,
                                 owner=officer)  # fmt: skip
    client.force_login(officer)
    page = client.get(f"/personnes/{person.pk}/?onglet=donnees-personnelles").content.decode()
    for text in ("Accompagner", "mission d’intérêt public", "Anciens", "Case cochée", "Remettre ses données"):
        assert text in page
    assert Entry.objects.filter(kind="read", object_id=str(person.pk)).exists()


def test_the_tab_is_only_for_who_may_see_it(person, processing, client):
    client.force_login(people.user("people:all:v", "privacy:all:v"))
    page = client.get(f"/personnes/{person.pk}/?onglet=donnees-personnelles").content.decode()
    assert "Accompagner" in page
    assert "Case cochée" not in page, "consents have their own right"
    assert "Remettre ses données" not in page
    client.force_login(people.user("people:all:v"))
    assert "Données personnelles" not in client.get(f"/personnes/{person.pk}/").content.decode()
