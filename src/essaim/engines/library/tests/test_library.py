"""The library as its readers use it: what is new, favourites, versions, files given out."""

from __future__ import annotations

import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from essaim.engines.library import newness
from essaim.engines.library.actions import reading
from essaim.engines.library.factories import CollectionFactory, DocumentFactory, give_file
from essaim.engines.library.models import Document, Favourite, Version, Visit
from essaim.engines.records.api import change as change_record
from essaim.engines.records.api import delete, record_types

from . import making
from .conftest import WRITER, member

pytestmark = pytest.mark.django_db
SHELF = "library:shelf"


@pytest.fixture
def shared(network, writer):
    """A document of the network, with a file."""
    document = DocumentFactory(
        title="Charte", networks=[network], audience=[{"networks": [network.pk]}], owner=writer
    )
    return give_file(document, writer, "charte.pdf", making.pdf())


def ago(document, **span):
    Document.objects.filter(pk=document.pk).update(content_at=timezone.now() - timedelta(**span))


def new_to(user):
    return set(newness.new_documents(user))


def test_new_is_what_changed_since_the_visit_before_and_is_not_opened_yet(reader, writer, shared):
    assert new_to(reader) == {shared}
    assert new_to(writer) == set()
    ago(shared, days=31)
    assert new_to(reader) == set()
    ago(shared, days=2)
    Visit.objects.create(
        user=reader, seen_until=timezone.now() - timedelta(days=9), last_at=timezone.now() - timedelta(days=3)
    )
    assert new_to(reader) == {shared}
    reading.note_visit(actor=reader)
    assert new_to(reader) == {shared}, "during the whole of this visit"
    reading.note_opening(actor=reader, document=shared)
    assert new_to(reader) == set()
    give_file(shared, writer, "charte.pdf", making.pdf("autre"))
    assert new_to(reader) == {shared}, "it changed again"
    reading.mark_all_seen(actor=reader)
    assert new_to(reader) == set()


def test_new_counts_only_what_one_may_see(reader, stranger, shared):
    assert newness.new_count(reader) == 1
    assert newness.new_count(stranger) == 0
    assert new_to(stranger) == set()
    assert set(newness.new_documents(reader, timezone.now() + timedelta(hours=1))) == set()


def test_badges_filters_and_pages_tell_what_is_new(client, reader, shared):
    client.force_login(reader)
    page = client.get(reverse(SHELF)).content.decode()
    assert "Nouveau" in page
    assert [item.pk for item in client.get(reverse(SHELF), {"vue": "nouveaux"}).context["documents"]] == [
        shared.pk
    ]
    assert "Charte" in client.get("/").content.decode()
    client.post(reverse("library:opened", kwargs={"pk": shared.pk}))
    assert client.get(reverse(SHELF), {"vue": "nouveaux"}).context["documents"] == []
    client.post(reverse("library:visited"))
    assert client.post(reverse("library:all_seen")).status_code == 302


def test_favourites_are_kept_in_folders_of_one_s_own(client, reader, network, shared):
    client.force_login(reader)
    star = reverse("library:favourite", kwargs={"pk": shared.pk})
    assert 'aria-pressed="true"' in client.post(star, headers={"hx-request": "true"}).content.decode()
    client.post(reverse("library:file_away", kwargs={"pk": shared.pk}), {"name": "À lire"})
    folder = Favourite.objects.get().folder
    assert folder.name == "À lire"
    page = client.get(reverse(SHELF), {"vue": "favoris", "dossier": folder.pk})
    assert [item.pk for item in page.context["documents"]] == [shared.pk]
    other = member(network)
    client.force_login(other)
    foreign = client.post(reverse("library:file_away", kwargs={"pk": shared.pk}), {"folder": folder.pk})
    assert foreign.status_code == 422
    client.post(reverse("library:delete_folder", kwargs={"pk": folder.pk}))
    assert Favourite.objects.get(user=reader).folder == folder
    client.force_login(reader)
    client.post(reverse("library:delete_folder", kwargs={"pk": folder.pk}))
    assert Favourite.objects.get(user=reader).folder is None
    client.post(star)
    assert not Favourite.objects.filter(user=reader).exists()


def test_versions_stay_and_one_can_go_back(client, writer, reader, shared):
    client.force_login(writer)
    form = {"file": BytesIO(making.docx()), "comment": "Corrigée"}
    form["file"].name = "charte.docx"
    assert client.post(reverse("library:new_version", kwargs={"pk": shared.pk}), form).status_code == 302
    shared.refresh_from_db()
    assert (shared.number, shared.kind, shared.file_name) == (2, "text", "charte.docx")
    page = client.get(f"/documents/{shared.pk}/").content.decode()
    assert "Corrigée" in page
    client.post(reverse("library:restore", kwargs={"pk": shared.pk, "number": 1}))
    shared.refresh_from_db()
    assert (shared.number, shared.file_name) == (3, "charte.pdf")
    first = client.get(reverse("library:download_version", kwargs={"pk": shared.pk, "number": 1}))
    assert b"".join(first.streaming_content).startswith(b"%PDF")
    client.force_login(reader)
    assert client.get(reverse("library:new_version", kwargs={"pk": shared.pk})).status_code == 403
    assert client.post(reverse("library:restore", kwargs={"pk": shared.pk, "number": 2})).status_code == 403


def test_files_go_with_their_document_and_not_before(django_capture_on_commit_callbacks, writer, shared):
    with django_capture_on_commit_callbacks(execute=True):
        give_file(shared, writer, "b.pdf", making.pdf("deux"))
    files = [version.file for version in Version.objects.all()]
    storage = files[0].storage
    assert all(storage.exists(file.name) for file in files)
    with django_capture_on_commit_callbacks(execute=True):
        delete(actor=writer, record_type=record_types.get("documents"), obj=shared)
    assert not any(storage.exists(file.name) for file in files)
    assert not Document.objects.exists()


@pytest.mark.parametrize("name", ["page.html", "image.svg", "guide.docx", "note.txt"])
def test_nothing_given_out_is_ever_a_page(client, writer, network, name):
    content = {
        "page.html": making.html(),
        "image.svg": b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        "guide.docx": making.docx(),
        "note.txt": b"bonjour",
    }[name]
    document = give_file(DocumentFactory(networks=[network], audience=[{}]), writer, name, content)
    client.force_login(writer)
    for address in ("library:download", "library:open"):
        answer = client.get(reverse(address, kwargs={"pk": document.pk}))
        assert answer["Content-Disposition"].startswith("attachment;")
        assert "html" not in answer["Content-Type"]
        assert "svg" not in answer["Content-Type"]
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]


def test_a_pdf_opens_in_the_browser_s_own_reader(client, reader, shared):
    client.force_login(reader)
    answer = client.get(reverse("library:open", kwargs={"pk": shared.pk}))
    assert answer["Content-Disposition"].startswith("inline;")
    assert answer["Content-Type"] == "application/pdf"


def test_a_selection_comes_as_a_zip_of_what_one_may_see(client, writer, reader, network, shared):
    twin = give_file(
        DocumentFactory(networks=[network], audience=[{}]), writer, "charte.pdf", making.pdf("jumeau")
    )
    hidden = give_file(
        DocumentFactory(networks=[network], audience=[]), writer, "secret.pdf", making.pdf("secret")
    )
    client.force_login(reader)
    answer = client.post(reverse("library:zip"), {"ids": [shared.pk, twin.pk, hidden.pk, "x"]})
    packed = zipfile.ZipFile(BytesIO(b"".join(answer.streaming_content)))
    assert sorted(packed.namelist()) == ["charte (2).pdf", "charte.pdf"]
    assert packed.testzip() is None
    with twin.current.file.open() as kept:
        assert kept.read() in {packed.read(name) for name in packed.namelist()}


def test_a_replaced_document_leaves_the_shelf_and_points_to_the_new_one(
    client, writer, reader, network, shared
):
    new = DocumentFactory(title="Charte 2027", networks=[network], audience=[{"networks": [network.pk]}])
    record_type = record_types.get("documents")
    change_record(actor=writer, record_type=record_type, obj=shared, values={"replaced_by": new.pk})
    client.force_login(reader)
    assert [item.pk for item in client.get(reverse(SHELF)).context["documents"]] == [new.pk]
    gone = client.get(reverse(SHELF), {"vue": "remplaces"}).context["documents"]
    assert [item.pk for item in gone] == [shared.pk]
    assert "Charte 2027" in client.get(f"/documents/{shared.pk}/").content.decode()
    Document.objects.filter(pk=new.pk).update(title="Titre secret")
    new.lines.all().delete()
    assert "Titre secret" not in client.get(f"/documents/{shared.pk}/").content.decode()


def test_what_is_due_is_said_to_whoever_answers_for_it(client, writer, reader, shared):
    Document.objects.filter(pk=shared.pk).update(review_on=timezone.localdate() - timedelta(days=1))
    client.force_login(writer)
    page = client.get(reverse(SHELF), {"vue": "a-relire"})
    assert [item.pk for item in page.context["documents"]] == [shared.pk]
    client.force_login(reader)
    assert client.get(reverse(SHELF), {"vue": "a-relire"}).context["documents"] == []


def test_shelves_count_what_their_reader_sees(client, reader, stranger, shared):
    shelf = CollectionFactory(name="Textes")
    Document.objects.filter(pk=shared.pk).update(collection=shelf)
    client.force_login(reader)
    assert [(item.name, item.count) for item in client.get(reverse(SHELF)).context["counts"].collections] == [
        ("Textes", 1)
    ]
    assert client.get(reverse(SHELF), {"collection": shelf.pk, "type": "pdf", "tri": "titre"}).context[
        "documents"
    ]
    client.force_login(stranger)
    page = client.get(reverse(SHELF))
    assert page.context["counts"].collections == []


def test_queries_do_not_grow_with_documents(client, reader, network):
    client.force_login(reader)

    def count() -> int:
        with CaptureQueriesContext(connection) as taken:
            assert client.get(reverse(SHELF)).status_code == 200
        return len(taken)

    DocumentFactory(networks=[network], audience=[{"networks": [network.pk]}])
    count()
    before = count()
    for _rank in range(10):
        DocumentFactory(networks=[network], audience=[{"networks": [network.pk]}, {}])
    assert count() == before


def test_a_page_elsewhere_is_a_document_too(client, network):
    user = member(network, *WRITER)
    client.force_login(user)
    form = {
        "title": "Code du travail",
        "link": "https://example.org/code",
        "networks": network.pk,
        "sure": "1",
    }
    assert client.post("/documents/nouveau/", form).status_code == 302
    document = Document.objects.get()
    assert (document.kind, document.audience) == ("link", [{"networks": [network.pk]}])
    assert "Aller à la page" in client.get(f"/documents/{document.pk}/").content.decode()
    bad = client.post("/documents/nouveau/", {**form, "link": "pas une adresse"})
    assert bad.status_code == 422


def test_people_are_told_of_what_concerns_them_and_of_nothing_else(
    django_capture_on_commit_callbacks, writer, reader, stranger, network, shared
):
    from essaim.engines.library import notices
    from essaim.engines.notifications.models import Notification

    reading.set_favourite(actor=reader, document=shared, on=True)
    Favourite.objects.create(user=stranger, document=shared)
    Document.objects.filter(pk=shared.pk).update(review_on=timezone.localdate())
    with django_capture_on_commit_callbacks(execute=True):
        give_file(shared, writer, "charte.pdf", making.pdf("suite"))
        notices.tell_to_review()
        notices.tell_to_review()
    told = [(item.user_id, item.kind) for item in Notification.objects.order_by("kind")]
    assert told == [(reader.pk, "library.favourite_changed"), (writer.pk, "library.review")]
    week = timezone.now() - timedelta(days=7)
    assert [line.text for line in notices._new(reader, week)] == ["Charte"]
    assert list(notices._new(stranger, week)) == []
