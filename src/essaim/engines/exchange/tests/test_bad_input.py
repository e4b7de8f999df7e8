"""Files as people really have them: each is read, or refused in one clear sentence, and nothing is half-written."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from essaim.engines.directory.api import Organisation
from essaim.engines.exchange import uploads
from essaim.engines.exchange.models import ImportRun
from essaim.engines.exchange.reading import Unreadable, open_table
from essaim.engines.exchange.reading.limits import MAX_COLUMNS
from tests.samples import people

from .making import GOOD_SIRETS, csv_file, errors, fates, planned, targets_of, written, xlsx_file


def opened(tmp_path: Path, content: bytes):
    path = tmp_path / "file"
    path.write_bytes(content)
    return open_table(path)


def refusal(tmp_path: Path, content: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        opened(tmp_path, content)
    return str(refused.value)


@pytest.mark.parametrize("content", [b"", b"\r\n\r\n", b"\xef\xbb\xbf  \n", b"\x00\x00"])
def test_an_empty_file_says_so(tmp_path, content):
    assert "vide" in refusal(tmp_path, content) or "aucune ligne" in refusal(tmp_path, content)


@pytest.mark.parametrize(
    "content",
    [
        b"%PDF-1.7 ...",
        b"\x89PNG\r\n\x1a\n....",
        bytes(range(1, 200)) * 50,
        b"{\\rtf1 Bonjour}",
        b"\x1f\x8b\x08...",
    ],
)
def test_what_is_no_table_is_named(tmp_path, content):
    assert "XLSX" in refusal(tmp_path, content)


def test_a_web_page_called_xls_is_told_apart(tmp_path):
    assert "page web" in refusal(tmp_path, b"<html><table><tr><td>Nom</td></tr></table></html>")


def test_a_letter_is_no_table(tmp_path):
    text = "Madame, Monsieur, je vous écris au sujet de la réunion de mardi prochain.\n" * 8
    assert "pas un tableau" in refusal(tmp_path, text.encode())


def test_a_document_is_no_workbook(tmp_path):
    target = BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    assert "n’est pas un tableau" in refusal(tmp_path, target.getvalue())


def test_a_cut_workbook_says_it_is_incomplete(tmp_path):
    whole = xlsx_file(("Nom",), *(("x" * 50,) for _ in range(400)))
    assert "incomplet" in refusal(tmp_path, whole[: len(whole) * 2 // 3])


def test_a_locked_workbook_asks_for_its_password_to_go(tmp_path):
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    assert "mot de passe" in refusal(tmp_path, locked)


def test_a_zip_bomb_is_not_unpacked(tmp_path):
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as sheet:
            for _block in range(610):
                sheet.write(b"\x00" * 1024 * 1024)
    assert len(target.getvalue()) < 50 * 1024 * 1024
    assert "démesurément" in refusal(tmp_path, target.getvalue())


def test_a_workbook_with_macros_is_read_and_its_macros_are_not(tmp_path):
    source = BytesIO(xlsx_file(("Nom", "Ville"), ("Ateliers", "Nantes")))
    target = BytesIO()
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name))
        new.writestr("xl/vbaProject.bin", b"Sub AutoOpen()")
    table = opened(tmp_path, target.getvalue())
    assert any("macros" in note for note in table.notes)
    assert [cells for _line, cells in table.rows()] == [["Ateliers", "Nantes"]]


def test_200_columns_are_read_and_more_than_the_limit_are_refused(tmp_path):
    table = opened(tmp_path, csv_file([f"Titre {i}" for i in range(200)], [f"v{i}" for i in range(200)]))
    assert len(table.headings) == 200
    many = csv_file([f"T{i}" for i in range(MAX_COLUMNS + 1)], ["v"] * (MAX_COLUMNS + 1))
    assert str(MAX_COLUMNS) in refusal(tmp_path, many)


def test_a_merged_heading_lends_its_words(tmp_path):
    rows = (
        (None, None, "Siège", None, "Antenne", None),
        ("Nom", "SIRET", "Ville", "CP", "Ville", "CP"),
        tuple("abcdef"),
    )
    merges = ((0, 2, 0, 3, "Siège"), (0, 4, 0, 5, "Antenne"))
    table = opened(tmp_path, xlsx_file(*rows, merges=merges))
    assert table.headings == [
        "Nom",
        "SIRET",
        "Siège · Ville",
        "Siège · CP",
        "Antenne · Ville",
        "Antenne · CP",
    ]
    assert any("fusionnés" in note for note in table.notes)


def test_titles_are_found_under_a_banner(tmp_path):
    rows = (
        ("Liste des structures au 1er juillet",),
        (),
        ("Nom", "SIRET", "Ville"),
        ("Ateliers", GOOD_SIRETS[0], "Nantes"),
    )
    table = opened(tmp_path, xlsx_file(*rows))
    assert table.headings == ["Nom", "SIRET", "Ville"]
    assert [line for line, _cells in table.rows()] == [4]


def test_duplicate_titles_are_numbered_and_said(tmp_path):
    table = opened(tmp_path, csv_file(("Nom", "Tél", "Tél", "tel"), ("a", "1", "2", "3")))
    assert table.headings == ["Nom", "Tél", "Tél (2)", "tel (3)"]
    assert any("numérotées" in note for note in table.notes)


def test_empty_columns_are_left_aside_and_said(tmp_path):
    table = opened(tmp_path, csv_file(("Nom", "", "Ville", ""), ("a", "", "b", "c")))
    assert table.headings == ["Nom", "Ville", "Colonne D"]


def test_formulas_give_their_value(tmp_path):
    import xlsxwriter

    target = BytesIO()
    book = xlsxwriter.Workbook(target)
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Nom", "Total"])
    sheet.write(1, 0, "Ateliers")
    sheet.write_formula(1, 1, "=2*21", None, 42)
    book.close()
    table = opened(tmp_path, target.getvalue())
    assert [cells for _line, cells in table.rows()] == [["Ateliers", 42]]
    assert any("formules" in note for note in table.notes)


def test_a_cell_of_five_megabytes_is_refused_by_its_line(tmp_path):
    content = csv_file(("Nom", "Ville"), ("a", "b")) + b'\r\n"' + b"x" * 5_000_000
    with pytest.raises(Unreadable, match="ligne 3"):
        list(opened(tmp_path, content).rows())


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16"),
     ("iso8859-15", "Latin-9"), ("mac-roman", "Mac Roman"), ("utf-16-le", "UTF-16")],
)  # fmt: skip
@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
def test_encodings_and_separators_are_found(tmp_path, encoding, told, separator):
    text = (
        "Œuvre d’été à Saint-Étienne"
        if encoding in ("cp1252", "mac-roman", "utf-8")
        else "Été à Saint-Étienne"
    )
    text = "cœur 12 € à l'été" if encoding == "iso8859-15" else text
    rows = (("Dénomination", "Ville"), (text, "Orléans"), ("Forêt", "Nîmes"))
    table = opened(tmp_path, csv_file(*rows, encoding=encoding, separator=separator))
    assert table.headings == ["Dénomination", "Ville"]
    assert table.sample[0][1] == [text, "Orléans"]
    assert told in table.notes[0]


@pytest.mark.django_db
def test_lost_zeros_are_put_back_and_said():
    rows = (("Nom", "SIRET", "CP", "Tél"), ("Vieille maison", 572078400106, 1500, 474000000))
    run = written(people.admin(), xlsx_file(*rows), "liste.xlsx")
    made = Organisation.objects.get()
    assert (made.siret, made.postcode, made.phone) == ("00572078400106", "01500", "+33474000000")
    assert run.counts["mended"] == {"SIRET": 1, "CP": 1, "Tél": 1}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "cell",
    [
        "03/11/1990",
        "3 novembre 1990",
        "1990-11-03",
        "03.11.90",
        33180,
        pytest.param("33180", id="serial as text"),
        "le 3 nov. 1990",
    ],
)
def test_dates_are_read_however_they_are_written(cell):
    rows = (("Nom", "Prénom", "Né le"), ("Diop", "Awa", cell))
    run = planned(people.admin(), xlsx_file(*rows), "liste.xlsx", "people")
    assert run.rows.get().values["birth_date"] == "1990-11-03", errors(run)


@pytest.mark.django_db
def test_an_impossible_date_is_an_error_of_its_row():
    run = planned(
        people.admin(),
        csv_file(("Nom", "Né le"), ("Diop", "31/02/1990"), ("Sow", "01/02/1990")),
        type_name="people",
    )
    assert fates(run) == {2: "error", 3: "create"}
    assert "calendrier" in errors(run)


@pytest.mark.django_db
def test_a_file_announced_too_big_is_refused_unread(client, settings):
    settings.MAX_IMPORT_BYTES = 1000
    client.force_login(people.admin())
    answer = client.post(
        "/fichiers/importer/organismes/", {"file": SimpleUploadedFile("l.csv", b"a;b\n" * 40_000), "end": "1"}
    )
    assert answer.status_code == 413
    assert "taille acceptée" in answer.content.decode()
    assert not ImportRun.objects.exists()


def test_a_file_that_hides_its_size_is_stopped_on_the_way(settings):
    settings.MAX_IMPORT_BYTES = 1000
    request = RequestFactory().post("/", {"file": SimpleUploadedFile("l.csv", b"a;b\n" * 1000)})
    request.upload_handlers.insert(0, uploads.SizeLimit(request))
    assert "file" not in request.FILES
    assert request.too_big


@pytest.mark.django_db
def test_a_cut_upload_is_told_and_keeps_nothing(client):
    client.force_login(people.admin())
    whole = csv_file(("Nom", "Ville"), *(("Ateliers", "Nantes") for _ in range(50)))
    body = b'--x\r\nContent-Disposition: form-data; name="file"; filename="l.csv"\r\n\r\n' + whole[:300]
    answer = client.generic("POST", "/fichiers/importer/organismes/", body, "multipart/form-data; boundary=x")
    assert answer.status_code == 400
    assert "coupé" in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.django_db
def test_columns_are_known_by_what_they_hold():
    rows = (
        ("A", "B", "C"),
        *((f"Maison {i}", siret, f"m{i}@lac.example") for i, siret in enumerate(GOOD_SIRETS)),
    )
    run = planned(people.admin(), csv_file(*rows), targets={"A": "name"})
    assert targets_of(run) == {"A": "name", "B": "siret", "C": "email"}


def test_without_the_quick_reader_workbooks_are_read_the_other_way(tmp_path, monkeypatch):
    from essaim.engines.exchange.reading import workbook

    monkeypatch.setattr(workbook, "has_calamine", lambda: False)
    table = opened(
        tmp_path, xlsx_file(("Nom", "Ville"), ("Ateliers", "Nantes"), (None, None), ("Jardins", 12.5))
    )
    assert list(table.rows()) == [(2, ["Ateliers", "Nantes"]), (4, ["Jardins", 12.5])]
