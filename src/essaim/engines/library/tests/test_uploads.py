"""Files on their way in: in parts, cut and taken up again, looked at, refused, given room."""

from __future__ import annotations

import socket
import struct
import threading

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from essaim.engines.directory.factories import PersonFactory
from essaim.engines.library.actions import uploading
from essaim.engines.library.actions.quotas import do_set_quota
from essaim.engines.library.models import Document, Upload
from essaim.engines.library.queries import attached_to
from essaim.engines.rights.api import Refused
from tests.samples import people

from . import making
from .conftest import WRITER, member

pytestmark = pytest.mark.django_db
PART = 1000


def begin(client, name, content, **more):
    return client.post(
        reverse("library:begin_upload"), {"name": name, "size": len(content), "fingerprint": "f1", **more}
    )


def send(client, key, content, start=0):
    for offset in range(start, len(content), PART):
        answer = client.post(
            f"{reverse('library:upload_part', kwargs={'key': key})}?debut={offset}",
            content[offset : offset + PART],
            content_type="application/octet-stream",
        )
        assert answer.status_code == 200, answer.content
    return client.post(reverse("library:end_upload", kwargs={"key": key}))


def test_a_file_comes_in_parts_and_becomes_a_document(client, writer, network):
    client.force_login(writer)
    content = making.pdf()
    key = begin(client, "compte_rendu-CA.pdf", content).json()["key"]
    said = send(client, key, content).json()
    assert (said["state"], said["title"], said["known"]) == ("ready", "compte rendu-CA", None)
    page = client.get(reverse("library:deposit")).content.decode()
    assert "compte rendu-CA" in page
    form = {"uploads": key, f"title-{key}": "Conseil", "who": "everybody", "networks": network.pk}
    assert client.post(reverse("library:deposit"), form).status_code == 302
    document = Document.objects.get()
    assert (document.title, document.audience, document.number, document.kind) == ("Conseil", [{}], 1, "pdf")
    with document.current.file.open() as kept:
        assert kept.read() == content
    assert not Upload.objects.exists()
    again = begin(client, "copie.pdf", content, fingerprint="f2").json()["key"]
    assert send(client, again, content).json()["known"]["title"] == "Conseil"


def test_a_cut_upload_is_taken_up_where_it_was(client, writer):
    client.force_login(writer)
    content = making.pdf("un", "deux") * 1
    key = begin(client, "a.pdf", content).json()["key"]
    address = reverse("library:upload_part", kwargs={"key": key})
    octets = {"content_type": "application/octet-stream"}
    client.post(f"{address}?debut=0", content[:PART], **octets)
    repeated = client.post(f"{address}?debut=0", content[:PART], **octets)
    assert repeated.json()["received"] == PART
    ahead = client.post(f"{address}?debut=5000", b"x", **octets)
    assert (ahead.status_code, ahead.json()) == (409, {"received": PART})
    early = client.post(reverse("library:end_upload", kwargs={"key": key}))
    assert (early.status_code, early.json()) == (409, {"received": PART})
    resumed = begin(client, "a.pdf", content).json()
    assert (resumed["key"], resumed["received"]) == (key, PART)
    assert send(client, key, content, PART).json()["state"] == "ready"


def test_an_upload_ended_twice_at_once_is_kept_once(client, writer, monkeypatch, media, settings):
    client.force_login(writer)
    content = making.pdf()
    key = begin(client, "a.pdf", content).json()["key"]
    for offset in range(0, len(content), PART):
        uploading.receive(actor=writer, key=key, offset=offset, data=content[offset : offset + PART])
    take = uploading._take

    def another_ends_first(upload, path):
        monkeypatch.setattr(uploading, "_take", take)
        uploading.finish(actor=writer, key=key)
        take(upload, path)

    monkeypatch.setattr(uploading, "_take", another_ends_first)
    kept = uploading.finish(actor=writer, key=key)
    files = [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]
    assert kept.state == "ready"
    assert [str(path.relative_to(settings.MEDIA_ROOT)) for path in files] == [kept.file.name]


def test_an_upload_is_its_author_s_alone(client, writer, network):
    client.force_login(writer)
    key = begin(client, "a.pdf", making.pdf()).json()["key"]
    client.force_login(member(network, *WRITER))
    assert client.post(reverse("library:end_upload", kwargs={"key": key})).status_code == 404
    client.post(reverse("library:drop_upload", kwargs={"key": key}))
    assert Upload.objects.filter(key=key).exists()


def test_without_scripts_files_come_with_the_form(client, writer, network):
    client.force_login(writer)
    files = [SimpleUploadedFile("a.pdf", making.pdf()), SimpleUploadedFile("b.exe", b"MZ")]
    answer = client.post(
        reverse("library:deposit"), {"files": files, "who": "nobody", "networks": network.pk}
    )
    assert answer.status_code == 302
    assert [item.title for item in Document.objects.all()] == ["a"]


def test_readers_deposit_nothing(client, reader):
    client.force_login(reader)
    assert client.get(reverse("library:deposit")).status_code == 403
    assert begin(client, "a.pdf", b"x").status_code == 403
    with pytest.raises(Refused):
        uploading.receive_whole(actor=reader, file=SimpleUploadedFile("a.pdf", making.pdf()))


def test_what_is_deposited_from_a_record_hangs_on_it(client, network):
    user = member(network, *WRITER, "people:network:v")
    person = PersonFactory(networks=[network])
    client.force_login(user)
    data = {
        "fiche": f"people:{person.pk}",
        "who": "record",
        "files": SimpleUploadedFile("cv.pdf", making.pdf()),
    }
    answer = client.post(reverse("library:deposit"), {**data, "networks": network.pk})
    assert answer["Location"] == f"/personnes/{person.pk}/"
    document = Document.objects.get()
    assert (document.audience, document.with_record) == ([], True)
    assert attached_to(user, "people", person.pk) == [document]
    page = client.get(f"/personnes/{person.pk}/", {"onglet": "documents"})
    assert page.status_code == 200


def test_too_big_is_said_before_anything_is_sent(client, writer, settings):
    settings.LIBRARY_MAX_BYTES = 10**6
    client.force_login(writer)
    answer = client.post(reverse("library:begin_upload"), {"name": "a.pdf", "size": 10**9})
    assert answer.status_code == 422
    assert "1 Mo" in answer.json()["message"]


def test_quotas_are_kept_for_the_platform_and_for_each_network(client, writer, network):
    boss = people.admin()
    do_set_quota(actor=boss, network_id=network.pk, megabytes=1)
    client.force_login(writer)
    heavy = making.pdf() + b"\n%" + b"0" * 1_100_000
    form = {"files": SimpleUploadedFile("a.pdf", heavy), "who": "everybody", "networks": network.pk}
    page = client.post(reverse("library:deposit"), form, follow=True).content.decode()
    assert "est épuisée" in page
    assert not Document.objects.exists()
    do_set_quota(actor=boss, network_id=None, megabytes=1)
    assert "pleine" in begin(client, "b.pdf", heavy).json()["message"]
    do_set_quota(actor=boss, network_id=None, megabytes=None)
    do_set_quota(actor=boss, network_id=network.pk, megabytes=2)
    form["files"] = SimpleUploadedFile("a.pdf", heavy)
    client.post(reverse("library:deposit"), form)
    assert Document.objects.count() == 1
    client.force_login(boss)
    assert "55 %" in client.get(reverse("library:space")).content.decode()
    client.post(reverse("library:space"), {"network": network.pk, "megabytes": "30"})
    assert 'value="30"' in client.get(reverse("library:space")).content.decode()


def test_uploads_nobody_publishes_are_thrown_away(client, writer, settings):
    client.force_login(writer)
    content = making.pdf()
    key = begin(client, "a.pdf", content).json()["key"]
    send(client, key, content)
    Upload.objects.update(created_at="2020-01-01T00:00:00Z")
    assert uploading.expire() == 1
    assert not Upload.objects.exists()


# ClamAV


class Clamd(threading.Thread):
    """Speaks as clamd does: finds a virus in what holds the word EICAR."""

    def __init__(self):
        super().__init__(daemon=True)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.start()

    def run(self):
        while True:
            try:
                line, _address = self.door.accept()
            except OSError:
                return
            with line, line.makefile("rb") as stream:
                command = b""
                while not command.endswith(b"\0"):
                    command += stream.read(1)
                if command == b"zPING\0":
                    line.sendall(b"PONG\0")
                    continue
                data = b""
                while size := struct.unpack("!I", stream.read(4))[0]:
                    data += stream.read(size)
                line.sendall(b"stream: Eicar-Test FOUND\0" if b"EICAR" in data else b"stream: OK\0")


def test_clamav_is_asked_when_it_answers(settings, writer):
    clamd = Clamd()
    settings.LIBRARY_CLAMAV = f"127.0.0.1:{clamd.door.getsockname()[1]}"
    bad = uploading.receive_whole(actor=writer, file=SimpleUploadedFile("a.pdf", making.pdf() + b"%EICAR"))
    assert (bad.state, "Eicar-Test" in bad.message, bad.file.name) == ("refused", True, "")
    good = uploading.receive_whole(actor=writer, file=SimpleUploadedFile("b.pdf", making.pdf()))
    assert good.state == "ready"
    clamd.door.close()
    settings.LIBRARY_CLAMAV = "127.0.0.1:1"
    silent = uploading.receive_whole(actor=writer, file=SimpleUploadedFile("c.pdf", making.pdf()))
    assert silent.state == "ready"
