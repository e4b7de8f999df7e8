"""Words inside real files of every format are found, shown, and told to nobody who may not see them."""

from __future__ import annotations

import stat
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse

from essaim.engines.library import extracting
from essaim.engines.library.factories import DocumentFactory, give_file
from essaim.engines.library.models import Content, Document
from essaim.engines.library.reading import scanned
from essaim.engines.library.reading.child import read
from essaim.engines.search.api import search
from tests.samples import people

from . import making
from .making import MAKERS, WORD

pytestmark = pytest.mark.django_db


@pytest.fixture
def boss(db):
    return people.admin()


def read_file(tmp_path: Path, name: str, content: bytes) -> dict:
    path = tmp_path / name
    path.write_bytes(content)
    return read(str(path), name.rsplit(".", 1)[1], tmp_path)


@pytest.mark.parametrize("name", MAKERS)
def test_words_are_read_of_every_format(tmp_path, name):
    found = read_file(tmp_path, name, MAKERS[name]())
    assert "error" not in found
    assert WORD in found["text"]
    shown = " ".join(str(block) for block in found["blocks"])
    assert WORD in shown or found["pictures"]


def test_the_shape_of_a_text_is_kept(tmp_path):
    found = read_file(tmp_path, "guide.docx", making.docx())
    kinds = [block[0] for block in found["blocks"]]
    assert {"h1", "p", "table"} <= set(kinds)
    assert "Pied de page confidentiel" in found["text"]
    assert ["table", [["Lieu", "Thiès"]]] in found["blocks"]
    assert "Titre" in read_file(tmp_path, "p.html", making.html())["text"]
    assert "cachee" not in read_file(tmp_path, "p.html", making.html())["text"]
    assert "ordre-du-jour.pdf" in read_file(tmp_path, "m.eml", making.eml())["text"]
    assert "Réunion" in read_file(tmp_path, "n.rtf", making.rtf())["text"]


def test_pages_of_a_pdf_are_drawn(tmp_path):
    found = read_file(tmp_path, "a.pdf", making.pdf("une", "deux"))
    assert (found["pages"], found["pictures"]) == (2, ["1.jpg", "2.jpg"])
    assert (tmp_path / "1.jpg").read_bytes().startswith(b"\xff\xd8")


def test_damaged_locked_and_swelling_files_are_said_so(tmp_path):
    assert read_file(tmp_path, "a.pdf", making.locked_pdf())["error"] == "password"
    assert read_file(tmp_path, "a.pdf", b"%PDF-1.4 nothing")["error"] == "damaged"
    assert read_file(tmp_path, "a.docx", making.docx()[:900])["error"] == "damaged"
    bomb = BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * (40 * 2**20) + b"</a>")
    assert read_file(tmp_path, "a.docx", bomb.getvalue())["error"] == "too_big"


def test_entities_of_an_office_file_are_refused(tmp_path):
    trap = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x><b><p>&a;</p></b></x>'
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", trap)
    assert read_file(tmp_path, "a.docx", packed.getvalue()) == {"error": "damaged"}


def test_a_scanned_page_is_read_when_tesseract_is_there(tmp_path, monkeypatch):
    """Where Tesseract is installed it reads a real picture; where it is not, one in its place tells what it was
    asked, and without any the page is said to hold no text."""
    page = making.scanned_pdf("hippocampe")
    if scanned.languages():
        found = read_file(tmp_path, "scan.pdf", page)
        assert "hippocampe" in found["text"].lower()
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    monkeypatch.setenv("PATH", str(bin_folder))
    scanned.languages.cache_clear()
    assert read_file(tmp_path, "scan.pdf", page)["text"] == ""
    stand_in = bin_folder / "tesseract"
    stand_in.write_text(
        '#!/bin/sh\nif [ "$1" = --list-langs ]; then echo fra; echo eng; exit; fi\n'
        '/bin/cat >/dev/null\necho "lu en $4"\n'
    )
    stand_in.chmod(stand_in.stat().st_mode | stat.S_IXUSR)
    scanned.languages.cache_clear()
    found = read_file(tmp_path, "scan.pdf", page)
    scanned.languages.cache_clear()
    assert found["scanned"]
    assert "lu en fra+eng" in found["text"]


def publish(actor, network, name="compte-rendu.pdf", content=b"", **fields):
    document = DocumentFactory(
        title="Sans rapport",
        networks=[network],
        audience=[{"networks": [network.pk]}],
        created_by=actor,
        **fields,
    )
    return give_file(document, actor, name, content or making.pdf())


def test_a_word_inside_is_found_with_its_excerpt(
    client, django_capture_on_commit_callbacks, boss, network, reader
):
    with django_capture_on_commit_callbacks(execute=True):
        document = publish(boss, network)
    document.refresh_from_db()
    assert document.reading == "done"
    client.force_login(reader)
    page = client.get("/recherche/", {"q": WORD}).content.decode()
    assert f"<mark>{WORD}</mark>" in page
    shelf = client.get(reverse("library:shelf"), {"q": WORD}).content.decode()
    assert f"<mark>{WORD}</mark>" in shelf
    assert "Sans rapport" in shelf


def test_a_document_of_another_network_is_never_found(
    client, django_capture_on_commit_callbacks, boss, network, reader, stranger
):
    with django_capture_on_commit_callbacks(execute=True):
        document = publish(boss, network)
    client.force_login(stranger)
    assert search(stranger, WORD).groups == []
    for address in ("/recherche/", reverse("library:shelf"), "/documents/"):
        page = client.get(address, {"q": WORD})
        text = page.content.decode()
        assert f"<mark>{WORD}" not in text
        assert "Sans rapport" not in text
    assert client.get(reverse("library:shelf")).context["counts"].everything == 0
    version = document.current.number
    for name, values in (
        ("download", {}),
        ("open", {}),
        ("download_version", {"number": version}),
        ("picture", {"number": version, "page": 1}),
        ("preview", {}),
        ("who", {}),
    ):
        assert client.get(reverse(f"library:{name}", kwargs={"pk": document.pk, **values})).status_code == 404
    assert client.get(f"/documents/{document.pk}/").status_code == 404
    packed = client.post(reverse("library:zip"), {"ids": [document.pk]})
    assert packed.status_code == 302
    found = client.get("/api/v1/search/", {"q": WORD}).json()["groups"]
    assert found == []


def test_only_the_version_in_force_is_found(django_capture_on_commit_callbacks, boss, network):
    with django_capture_on_commit_callbacks(execute=True):
        document = publish(boss, network)
    with django_capture_on_commit_callbacks(execute=True):
        give_file(document, boss, "autre.pdf", making.pdf("Rien de marin ici."))
    assert search(boss, WORD).groups == []
    assert len(search(boss, "marin").groups) == 1


def test_a_reading_that_kills_its_process_again_and_again_is_given_up(boss, network):
    document = publish(boss, network)
    Content.objects.update(begun_at="2020-01-01T00:00:00Z", tries=extracting.MOST_TRIES)
    assert extracting.recover() == 1
    document.refresh_from_db()
    assert document.reading == "failed"


def test_a_process_that_dies_harms_only_its_file(tmp_path, monkeypatch):
    monkeypatch.setattr(extracting, "MODULE", "os.nothing")
    assert extracting.read_apart("/none", "pdf", str(tmp_path)) == {"error": "damaged"}


def test_a_killed_reader_is_read_again_by_the_worker(django_capture_on_commit_callbacks, boss, network):
    document = publish(boss, network)
    Content.objects.update(begun_at="2020-01-01T00:00:00Z", tries=1)
    assert extracting.recover() == 1
    document.refresh_from_db()
    assert document.reading == "done"
    assert WORD in Content.objects.get().text


def test_a_document_without_text_says_so(django_capture_on_commit_callbacks, client, boss, network):
    with django_capture_on_commit_callbacks(execute=True):
        document = publish(boss, network, "photo.png", making.png())
    document.refresh_from_db()
    assert (document.kind, document.reading) == ("image", "empty")
    client.force_login(boss)
    picture = client.get(reverse("library:picture", kwargs={"pk": document.pk, "number": 1, "page": 1}))
    assert picture["Content-Type"] == "image/jpeg"
    assert ContentFile(b"".join(picture.streaming_content)).read(2) == b"\xff\xd8"
    assert Document.objects.count() == 1
