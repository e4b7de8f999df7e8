"""Agendas kept elsewhere: read from public networks only, small, quick; errors told."""

from __future__ import annotations

import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.core.exceptions import ValidationError

from essaim.engines.agenda.models import OutsideCalendar, OutsideDate
from essaim.engines.agenda.outside import fetching
from essaim.engines.agenda.outside.actions import do_follow, do_unfollow, read_again
from essaim.engines.agenda.outside.fetching import Unreadable, fetch
from essaim.engines.agenda.periodic import read_outside_calendars
from essaim.kit.outward import Forbidden
from tests.samples import people

NOW = datetime.now(UTC)
DAY = f"{NOW:%Y%m%d}"
ICS = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n"
    f"BEGIN:VEVENT\r\nUID:1\r\nDTSTART:{DAY}T090000Z\r\nDTEND:{DAY}T100000Z\r\nSUMMARY:Ailleurs\r\n"
    "RRULE:FREQ=DAILY;COUNT=3\r\nEND:VEVENT\r\n"
    f"BEGIN:VEVENT\r\nUID:2\r\nDTSTART:{DAY}T090000Z\r\nRRULE:FREQ=SECONDLY\r\nSUMMARY:Sans fin\r\nEND:VEVENT\r\n"
    "END:VCALENDAR\r\n"
).encode()


class Handler(BaseHTTPRequestHandler):
    answers: dict[str, tuple[int, dict[str, str], bytes]] = {}
    asked: list[str] = []

    def do_GET(self):
        Handler.asked.append(self.path)
        status, headers, body = self.answers.get(self.path, (404, {}, b""))
        if self.headers.get("If-None-Match") and self.headers["If-None-Match"] == headers.get("ETag"):
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        if self.path == "/lent.ics":
            time.sleep(3)
        try:
            self.wfile.write(body)
        except OSError:
            return

    def log_message(self, *args):
        return


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    Handler.answers, Handler.asked = {}, []
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.fixture
def inside(settings):
    settings.AGENDA_ALLOW_PRIVATE = True


@pytest.fixture
def reader(network):
    made = people.user("events:mine:cmsv")
    made.networks.add(network)
    return made


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/a.ics", "http://localhost/a.ics", "https://10.0.0.1/", "http://169.254.169.254/latest/",
        "http://[::1]/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/", "http://0x7f.1/", "http://2130706433/",
        "http://[64:ff9b::7f00:1]/",
    ],
)  # fmt: skip
def test_private_networks_are_never_called(url):
    with pytest.raises(Forbidden):
        fetch(url)


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://a.b/c", "https://nom:mot@a.b/", "https://", "a b", "http://a:x/"]
)
def test_what_is_no_address_is_refused_when_typed(reader, url):
    with pytest.raises(ValidationError):
        do_follow(actor=reader, name="x", url=url)


def test_a_redirection_to_a_private_network_is_refused(site, inside, monkeypatch, settings):
    Handler.answers = {"/a.ics": (302, {"Location": "http://169.254.169.254/latest/"}, b"")}
    seen = []

    def resolve(host, port, allow_private=False):
        seen.append(host)
        if host != "127.0.0.1":
            raise Forbidden("privé")
        return host

    monkeypatch.setattr(fetching, "resolve", resolve)
    with pytest.raises(Forbidden):
        fetch(f"{site}/a.ics")
    assert seen == ["127.0.0.1", "169.254.169.254"]


def test_the_address_called_is_the_one_that_was_checked(site, monkeypatch):
    port = int(site.rsplit(":", 1)[1])
    Handler.answers = {"/a.ics": (200, {}, ICS)}
    monkeypatch.setattr(fetching, "resolve", lambda host, port, allow_private=False: "127.0.0.1")
    assert fetch(f"http://agenda.exemple.test:{port}/a.ics").body == ICS


def test_limits_on_size_redirections_and_kind(site, inside, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_BYTES", 1000)
    Handler.answers = {
        "/gros.ics": (200, {}, b"BEGIN:VCALENDAR\r\n" + b"x" * 5000),
        "/boucle.ics": (302, {"Location": "/boucle.ics"}, b""),
        "/page.ics": (200, {}, b"<html>"),
    }
    for path, said in (
        ("gros", "trop gros"), ("boucle", "sans cesse"), ("page", "n’est pas un agenda"), ("rien", "404"),
    ):  # fmt: skip
        with pytest.raises(Unreadable, match=said):
            fetch(f"{site}/{path}.ics")
    assert Handler.asked.count("/boucle.ics") == 5


def test_whoever_speaks_too_slowly_is_cut(site, inside, monkeypatch):
    monkeypatch.setattr(fetching, "MOST_SECONDS", 0.3)
    Handler.answers = {"/lent.ics": (200, {}, ICS)}
    begun = time.monotonic()
    with pytest.raises(Unreadable):
        fetch(f"{site}/lent.ics")
    assert time.monotonic() - begun < 2.5


def test_its_dates_show_in_the_agenda_of_those_it_is_shared_with(client, site, inside, reader, network):
    Handler.answers = {"/a.ics": (200, {"ETag": '"1"'}, ICS)}
    calendar = do_follow(actor=reader, name="Mairie", url=f"{site}/a.ics", networks=[network])
    read_again(calendar)
    assert calendar.error == ""
    assert list(OutsideDate.objects.values_list("title", flat=True)) == ["Ailleurs"] * 3
    month = {"debut": f"{NOW:%Y-%m-%d}", "fin": f"{NOW.year + 1}-01-01", "qui": "moi"}
    client.force_login(reader)
    assert "Ailleurs" in client.get("/agenda/dates.json", month).content.decode()
    other = people.user("events:mine:v")
    client.force_login(other)
    assert "Ailleurs" not in client.get("/agenda/dates.json", month).content.decode()
    other.networks.add(network)
    page = client.get("/agenda/exterieurs/").content.decode()
    assert "Mairie" in page
    assert site not in page
    assert client.post(f"/agenda/exterieurs/{calendar.pk}/retirer/").status_code == 404


def test_when_it_fails_the_dates_known_stay_and_the_reason_is_told(client, site, inside, reader):
    Handler.answers = {"/a.ics": (200, {"ETag": '"1"'}, ICS)}
    calendar = do_follow(actor=reader, name="Mairie", url=f"{site}/a.ics")
    read_again(calendar)
    read_again(calendar)
    assert OutsideDate.objects.count() == 3
    Handler.answers = {}
    calendar.refresh_from_db()
    read_again(calendar)
    calendar.refresh_from_db()
    assert calendar.failures == 1
    assert OutsideDate.objects.count() == 3
    client.force_login(reader)
    assert "404" in client.get("/agenda/exterieurs/").content.decode()


def test_one_taken_away_while_it_is_read_does_not_come_back(site, inside, reader):
    Handler.answers = {"/a.ics": (200, {}, ICS)}
    calendar = do_follow(actor=reader, name="Mairie", url=f"{site}/a.ics")
    copy = OutsideCalendar.objects.get(pk=calendar.pk)
    do_unfollow(actor=reader, calendar=calendar)
    read_again(copy)
    assert not OutsideCalendar.objects.exists()
    assert not OutsideDate.objects.exists()


def test_the_worker_reads_them_again(site, inside, reader, django_capture_on_commit_callbacks):
    Handler.answers = {"/a.ics": (200, {}, ICS)}
    do_follow(actor=reader, name="Mairie", url=f"{site}/a.ics")
    with django_capture_on_commit_callbacks(execute=True):
        read_outside_calendars()
    assert OutsideDate.objects.count() == 3


def test_by_the_page(client, reader):
    client.force_login(reader)
    assert client.post("/agenda/exterieurs/", {"name": "x", "url": "rien"}).status_code == 422
    client.post("/agenda/exterieurs/", {"name": "Mairie", "url": "webcal://agenda.exemple.test/a.ics"})
    made = OutsideCalendar.objects.get()
    assert made.url == "https://agenda.exemple.test/a.ics"
    assert "Lecture en cours" in client.get("/agenda/exterieurs/").content.decode()
    client.post(f"/agenda/exterieurs/{made.pk}/retirer/")
    assert not OutsideCalendar.objects.exists()
