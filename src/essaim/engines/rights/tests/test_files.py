"""The matrix as a file: in, out, on the command line; nothing is ever loaded by halves."""

import json
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.config.cli import main
from essaim.engines.rights import tables
from essaim.engines.rights.api import Grant, load_preset, presets
from essaim.engines.rights.matrix import lines
from essaim.engines.rights.models import MatrixVersion

from . import world

pytestmark = pytest.mark.django_db
HEAD = "objectif;moyen;ressource;profil;creation;modification;suppression;visionnage;portee;note\n"


@pytest.fixture
def preset():
    return Path(presets.get("promess").path)


@pytest.fixture
def director(client):
    user = world.manager()
    client.force_login(user)
    return user


def essaim(*arguments):
    return main(["rights", *map(str, arguments)])


def test_the_table_of_the_need_goes_in_and_comes_out_the_same(preset, tmp_path, capsys):
    assert essaim("load", preset) == 0
    assert essaim("export", tmp_path / "out.csv") == 0
    assert (tmp_path / "out.csv").read_text() == preset.read_text()
    assert essaim("export", tmp_path / "out.xlsx") == 0
    Grant.objects.all().delete()
    assert essaim("load", tmp_path / "out.xlsx") == 0
    assert tables.to_csv(lines()) == preset.read_text()
    capsys.readouterr()
    assert essaim("show") == 0
    assert capsys.readouterr().out == preset.read_text()


def test_loading_again_changes_nothing_and_says_so(preset, capsys):
    essaim("load", preset)
    capsys.readouterr()
    assert essaim("load", preset) == 0
    assert "aucun changement" in capsys.readouterr().out
    assert MatrixVersion.objects.count() == 1


def test_a_dry_run_writes_nothing(preset, capsys):
    assert essaim("load", preset, "--dry-run") == 0
    assert "80 ligne(s)" in capsys.readouterr().out
    assert not Grant.objects.exists()


def test_a_role_is_shown_in_the_words_of_the_file(preset, capsys):
    essaim("load", preset)
    capsys.readouterr()
    assert essaim("show", "--role", "candidat", "--json") == 0
    shown = json.loads(capsys.readouterr().out)
    assert shown["role"] == "candidat"
    assert shown["lines"] == [
        {
            "objectif": "Pilotage des apprenants", "moyen": "Formulaire de candidature/inscription",
            "ressource": "applications", "profil": "candidat",
            "creation": "x", "modification": "x", "suppression": "", "visionnage": "",
            "portee": "les-siens", "note": "un candidat ne voit et ne corrige que sa candidature",
        }
    ]  # fmt: skip


WRONG = {
    "unknown resource": ("a;b;nothing;formateur;x;;;;tout;", "la ressource « nothing » n’existe pas"),
    "unknown role": ("a;b;entry-tests;pilote;x;;;;tout;", "le profil « pilote » n’existe pas"),
    "unknown reach": ("a;b;entry-tests;formateur;x;;;;partout;", "la portée « partout »"),
    "odd mark": ("a;b;entry-tests;formateur;peut-être;;;;tout;", "« peut-être » ne se comprend pas"),
    "long note": ("a;b;entry-tests;formateur;x;;;;tout;" + "n" * 301, "300 caractères"),
    "twice": ("a;b;access;directeur;x;;;;tout;", "répète la ligne 2"),
}


@pytest.mark.parametrize("case", WRONG)
def test_a_wrong_line_is_named_and_nothing_is_loaded(case, tmp_path, capsys):
    line, said = WRONG[case]
    file = tmp_path / "droits.csv"
    file.write_text(HEAD + "a;b;access;directeur;x;x;x;;tout;\n\n" + line + "\n")
    assert essaim("load", file) != 0
    error = capsys.readouterr().err
    assert "Ligne 4" in error
    assert said in error
    assert not Grant.objects.exists()


def test_every_wrong_line_is_named_at_once():
    text = HEAD + "a;b;no;formateur;x;;;;tout;\n" * 3
    with pytest.raises(tables.BadTable) as refused:
        tables.parse(tables.read(text.encode()))
    assert len(refused.value.errors) == 3


BAD_FILES = {
    "empty": b"",
    "blank": b"  \n ",
    "header only": HEAD.encode(),
    "not a table": b"\x89PNG\r\n\x1a\n\x00\x00\x00",
    "broken workbook": b"PK\x03\x04" + b"x" * 100,
    "wrong headings": b"a;b;c\n1;2;3\n",
    "column twice": HEAD.replace("note", "profil").encode() + b"a;b;access;directeur;x;;;;tout;x\n",
    "too big": b"x" * (tables.MAX_BYTES + 1),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_a_file_that_is_not_a_matrix_is_refused_in_words(case, client, director):
    file = SimpleUploadedFile("droits.csv", BAD_FILES[case])
    answer = client.post(reverse("rights:files"), {"file": file})
    assert answer.status_code == 422
    assert not MatrixVersion.objects.exists()


def test_other_encodings_and_separators_are_read():
    text = HEAD + "Accès;Interface;access;directeur;X;oui;;;TOUT;clé\n"
    for content in (text.encode("cp1252"), text.encode("utf-8-sig"), text.replace(";", ",").encode()):
        [line] = tables.parse(tables.read(content))
        assert (line.flags, line.note) == ((True, True, False, False), "clé")


def test_a_missing_file_is_said(tmp_path, capsys):
    assert essaim("load", tmp_path / "absent.csv") != 0
    assert "absent.csv" in capsys.readouterr().err


def test_a_file_speaks_only_of_the_resources_it_names(preset, tmp_path):
    essaim("load", preset)
    file = tmp_path / "droits.csv"
    file.write_text(HEAD + "a;b;curriculum;formateur;x;x;x;;tout;\n")
    assert essaim("load", file) == 0
    assert Grant.objects.filter(resource="curriculum").count() == 1
    assert Grant.objects.exclude(resource="curriculum").count() == 77


def test_presets_add_up(preset):
    own = world.role("access:all:v", "curriculum:mine:cms")
    load_preset("promess")
    assert own.grants.count() == 2
    assert Grant.objects.count() == 82
    assert load_preset("promess") is None


def test_the_page_shows_what_a_file_changes_before_anything_does(client, director, preset):
    load_preset("promess")
    version = MatrixVersion.objects.count()
    text = preset.read_text().replace("entry-tests;formateur;;;;x;", "entry-tests;formateur;x;;;;")
    answer = client.post(reverse("rights:files"), {"file": SimpleUploadedFile("d.csv", text.encode())})
    page = answer.content.decode()
    assert "<ins>+ Création</ins>" in page
    assert "<del>− Visionnage</del>" in page
    assert MatrixVersion.objects.count() == version
    signed, token = answer.context["signed"], answer.context["token"]
    done = client.post(reverse("rights:apply"), {"signed": signed, "token": token, "comment": "essai"})
    assert done.status_code == 302
    assert Grant.objects.get(resource="entry-tests", role__code="formateur").can_create
    assert MatrixVersion.objects.first().comment == "essai"


def test_a_matrix_that_moved_meanwhile_is_compared_anew(client, director, preset):
    load_preset("promess")
    text = preset.read_text().replace("entry-tests;formateur;;;;x;", "entry-tests;formateur;x;;;;")
    answer = client.post(reverse("rights:files"), {"file": SimpleUploadedFile("d.csv", text.encode())})
    signed, token = answer.context["signed"], answer.context["token"]
    other = Grant.objects.get(resource="curriculum", role__code="formateur")
    client.post(reverse("rights:toggle"), {"toggle": f"{other.pk}.delete.0001"})
    again = client.post(reverse("rights:apply"), {"signed": signed, "token": token})
    assert again.status_code == 409
    assert not Grant.objects.get(resource="entry-tests", role__code="formateur").can_create


def test_what_was_read_cannot_be_rewritten_by_the_reader(client, director):
    assert client.post(reverse("rights:apply"), {"signed": "forged", "token": "0.0"}).status_code == 404


def test_exports_are_those_of_the_command(client, director, preset):
    load_preset("promess")
    director.role_holdings.get().role.grants.all().delete()
    client.force_login(world.admin())
    csv = client.get("/droits/fichiers/exporter.csv")
    assert csv.content.decode("utf-8-sig") == preset.read_text()
    assert tables.parse(tables.read(client.get("/droits/fichiers/exporter.xlsx").content)) == lines()
    assert client.get("/droits/fichiers/exporter.pdf").status_code == 404


def test_versions_compare_and_come_back(client, director, preset):
    load_preset("promess")
    grant = Grant.objects.get(resource="entry-tests", role__code="formateur")
    client.post(reverse("rights:toggle"), {"toggle": f"{grant.pk}.delete.0001"})
    page = client.get(reverse("rights:version", args=[2])).content.decode()
    assert "<ins>+ Suppression</ins>" in page
    moved = client.get(reverse("rights:versions"), {"de": "2", "a": "1"})
    assert moved.url == "/droits/versions/2/?avec=1"
    token = MatrixVersion.objects.first().token
    client.post(reverse("rights:restore", args=[1]), {"token": "1.1"})
    assert MatrixVersion.objects.count() == 2
    client.post(reverse("rights:restore", args=[1]), {"token": token})
    grant.refresh_from_db()
    assert not grant.can_delete
    assert (MatrixVersion.objects.first().kind, MatrixVersion.objects.count()) == ("restore", 3)
    assert client.get(reverse("rights:version", args=[99])).status_code == 404


def test_a_preset_that_names_something_unknown_stops_the_start(tmp_path, monkeypatch):
    from essaim.engines.rights.api import Preset
    from essaim.engines.rights.presets import verify_presets
    from essaim.kit.registry import RegistryError

    verify_presets()
    file = tmp_path / "wrong.csv"
    file.write_text(HEAD + "a;b;nothing;nobody;x;;;;tout;\n")
    monkeypatch.setitem(presets._items, "wrong", Preset("wrong", "Faux", str(file)))
    with pytest.raises(RegistryError, match=r"wrong\.csv, line 2: unknown ressource 'nothing'"):
        verify_presets()
