"""Lists taken out: exactly what the reader may see, in files that no tableur can be tricked by."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta

import openpyxl
import pytest
from django.utils import timezone

from essaim.engines.directory.api import Organisation
from essaim.engines.exchange.actions import exporting
from essaim.engines.exchange.actions.exporting import expire
from essaim.engines.exchange.models import Export
from essaim.engines.exchange.pages import exporting as pages
from essaim.engines.journal.models import Entry
from tests.samples import people
from tests.samples.models import Dossier

pytestmark = pytest.mark.django_db
ADDRESS = "/fichiers/exporter/dossiers-essai/"
NASTY = ("=cmd|' /C calc'!A0", "+33 1", "-2+3", "@SUM(A1)", "\tx", "\rx", "'=1")


def content(answer) -> bytes:
    return b"".join(answer.streaming_content)


def rows_of(answer) -> list[list[str]]:
    text = content(answer).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@pytest.fixture
def boss(client):
    user = people.admin()
    client.force_login(user)
    return user


def dossier(**fields) -> Dossier:
    made = Dossier(**{"last_name": "Diop", **fields})
    made.save()
    return made


def test_csv_opens_in_a_french_tableur_and_runs_nothing(client, boss):
    for text in NASTY:
        dossier(last_name=text, first_name="x")
    answer = client.post(ADDRESS, {"format": "csv"})
    raw = content(answer)
    assert raw.startswith(b"\xef\xbb\xbfNom;Pr\xc3\xa9nom;Courriel\r\n")
    names = [row[0] for row in csv.reader(io.StringIO(raw.decode("utf-8-sig"), newline=""), delimiter=";")][
        1:
    ]
    assert sorted(names) == sorted("'" + text for text in NASTY)


def test_xlsx_holds_dates_and_numbers_and_text_that_stays_text(client, boss):
    dossier(
        last_name=NASTY[0],
        siret="00572078400106",
        phone="+33612345678",
        born_on=date(1990, 11, 3),
        income="1250.50",
    )
    answer = client.post(f"{ADDRESS}?col=last_name,siret,phone,born_on,income", {"format": "xlsx"})
    book = openpyxl.load_workbook(io.BytesIO(content(answer)))
    line = book.worksheets[0][2]
    assert [cell.data_type for cell in line] == ["s", "s", "s", "d", "n"]
    assert [cell.value for cell in line][:3] == [NASTY[0], "00572078400106", "06 12 34 56 78"]
    assert (line[3].value.date(), line[4].value) == (date(1990, 11, 3), 1250.5)


def test_the_workbook_says_in_french_which_list_it_is(client, boss):
    dossier()
    answer = client.post(
        f'{ADDRESS}?f={{"field":"last_name","op":"contains","value":"diop"}}&tri=-last_name',
        {"format": "xlsx"},
    )
    book = openpyxl.load_workbook(io.BytesIO(content(answer)))
    told = {row[0].value: row[1].value for row in book.worksheets[1].rows}
    assert "Nom contient" in told["Filtre"]
    assert "décroissant" in told["Tri"]
    assert boss.email in told["Par"]


def test_ods_is_read_by_others(client, boss):
    import python_calamine

    dossier(born_on=date(1990, 11, 3), visits_planned=3, story="deux\nlignes & <signes>")
    answer = client.post(f"{ADDRESS}?col=last_name,born_on,visits_planned,story", {"format": "ods"})
    book = python_calamine.load_workbook(io.BytesIO(content(answer)))
    assert book.get_sheet_by_index(0).to_python()[1] == [
        "Diop",
        date(1990, 11, 3),
        3.0,
        "deux\nlignes & <signes>",
    ]


def test_only_what_one_may_see_goes_out(client):
    ours, theirs = people.network(), people.network()
    dossier(last_name="Nôtre", network=ours, health="fragile")
    dossier(last_name="Leur", network=theirs)
    user = people.user("samples.dossiers:network:v")
    user.networks.add(ours)
    client.force_login(user)
    rows = rows_of(client.post(ADDRESS, {"format": "csv", "columns": "all"}))
    assert "Santé" not in rows[0]
    assert [row[1] for row in rows[1:]] == ["Nôtre"]
    assert (
        client.post(
            f'{ADDRESS}?f={{"field":"health","op":"contains","value":"x"}}', {"format": "csv"}
        ).status_code
        == 422
    )
    client.force_login(people.user("organisations:all:v"))
    assert client.get(ADDRESS).status_code == 403


def test_who_took_which_list_is_journalled_with_the_sensitive_reads(client, boss):
    made = dossier(secret="1 90 11")
    page = client.get(f"{ADDRESS}?q=diop")
    assert page.status_code == 200
    assert "noté au journal" in page.content.decode()
    content(client.post(f"{ADDRESS}?q=diop", {"format": "csv", "columns": "all"}))
    entry = Entry.objects.get(kind="exported")
    assert entry.actor == boss
    assert entry.fields["rows"] == [None, 1]
    assert entry.fields["query"][1]["text"] == "diop"
    read = Entry.objects.get(kind="read", model="samples.dossier")
    assert (read.object_id, list(read.fields)) == (str(made.pk), ["secret"])


def test_a_long_list_is_prepared_apart_and_fetched_by_its_author_only(client, boss, monkeypatch):
    monkeypatch.setattr(pages, "MAX_DIRECT", 2)
    for number in range(3):
        dossier(last_name=f"Diop {number}")
    answer = client.post(ADDRESS, {"format": "csv"})
    export = Export.objects.get()
    assert answer.url == f"/fichiers/exports/{export.pk}/"
    assert "Télécharger" in client.get(answer.url).content.decode()
    assert client.get(f"{answer.url}avancement/").headers["HX-Refresh"] == "true"
    assert client.get("/fichiers/exports/").status_code == 200
    assert len(rows_of(client.get(f"{answer.url}fichier/"))) == 4
    client.force_login(people.admin())
    assert client.get(f"{answer.url}fichier/").status_code == 404
    client.force_login(boss)
    Export.objects.update(expires_at=timezone.now() - timedelta(minutes=1))
    assert client.get(f"{answer.url}fichier/").status_code == 404
    assert expire() == 1
    export.refresh_from_db()
    assert (export.state, export.file.name) == ("expired", "")


def test_an_export_that_fails_says_so(boss, monkeypatch):
    from essaim.engines.records.api import Query

    made = exporting.new_export(actor=boss, query=Query("dossiers"), format="csv")
    monkeypatch.setattr(exporting, "produce", lambda **_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        exporting.export_later(actor=boss, export=made)
    made.refresh_from_db()
    assert made.state == "failed"
    assert made.message


def test_the_command_writes_the_same_file(boss, tmp_path):
    from essaim.config.cli import build_parser

    Organisation.objects.create(name="Ateliers", city="Nantes")
    target = tmp_path / "liste.csv"
    words = [
        "export",
        "organismes",
        "--query",
        '{"columns": ["name", "city"]}',
        "--user",
        boss.email,
        "-o",
        str(target),
    ]
    options = build_parser().parse_args(words)
    assert options.run(options) == 0
    assert target.read_bytes().decode("utf-8-sig").splitlines() == ["Nom;Ville", "Ateliers;Nantes"]


def test_queries_do_not_grow_with_the_rows(client, boss, django_assert_max_num_queries):
    for number in range(30):
        dossier(last_name=f"Diop {number}")
    with django_assert_max_num_queries(45):
        content(client.post(ADDRESS, {"format": "csv", "columns": "all"}))


def test_the_rows_chosen_on_the_list_are_taken_alone(client, boss):
    one, two, three = (dossier(last_name=name) for name in ("Ba", "Diallo", "Sow"))
    chosen = client.post(
        "/dossiers-essai/lot/?tri=-last_name", {"action": "exchange.export", "ids": [one.pk, three.pk]}
    )
    assert chosen.url == f"{ADDRESS}?tri=-last_name&ids={one.pk}%2C{three.pk}"
    page = client.get(chosen.url).content.decode()
    assert "2 fiches" in page
    assert "Lignes choisies" in page
    assert [row[0] for row in rows_of(client.post(chosen.url, {"format": "csv"}))[1:]] == ["Sow", "Ba"]
    assert Export.objects.get().query["ids"] == [one.pk, three.pk]
    two.refresh_from_db()


def test_the_whole_list_chosen_is_the_list_as_filtered(client, boss):
    dossier()
    chosen = client.post("/dossiers-essai/lot/?q=diop", {"action": "exchange.export", "ids": ["1", "all"]})
    assert chosen.url == f"{ADDRESS}?q=diop"


def test_chosen_rows_out_of_reach_are_not_taken(client):
    hidden = dossier(last_name="Cachée")
    client.force_login(people.user("samples.dossiers:mine:v"))
    answer = client.post(f"{ADDRESS}?ids={hidden.pk}", {"format": "csv"})
    assert len(rows_of(answer)) == 1
