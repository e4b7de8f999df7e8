"""Bounces, complaints, absences and answers, read as servers and people really write them."""

from __future__ import annotations

import mailbox
import socketserver
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from essaim.engines.campaigns.choices import Fate
from essaim.engines.campaigns.factories import MessageFactory
from essaim.engines.campaigns.inbox.handling import handle
from essaim.engines.campaigns.inbox.parsing import What, parse
from essaim.engines.campaigns.inbox.reading import read_all
from essaim.engines.campaigns.models import Suppression
from essaim.engines.directory.api import Consent
from essaim.engines.timeline.api import Interaction

from . import returned

KEY = "AbCdEfGhIjKlMnOpQrStUv"


def raw(text: str, key: str = KEY) -> bytes:
    return text.replace("{key}", key).encode()


@pytest.mark.parametrize(
    ("text", "what", "hard"),
    [
        (returned.POSTFIX, What.BOUNCE, True),
        (returned.EXCHANGE_FULL, What.BOUNCE, False),
        (returned.DELAYED, What.DELAY, False),
        (returned.QMAIL, What.BOUNCE, True),
        (returned.EXIM, What.BOUNCE, False),
        (returned.ARF, What.COMPLAINT, False),
        (returned.VACATION, What.AUTOMATIC, False),
        (returned.ANSWER, What.ANSWER, False),
    ],
)
def test_each_is_known_for_what_it_is(text, what, hard):
    found = parse(raw(text))
    assert (found.what, found.hard, found.key) == (what, hard, KEY)


def test_a_mail_about_none_of_ours_is_left_alone():
    assert parse(raw(returned.NEWSPAPER)).key == ""


def test_an_answer_is_read_without_what_it_quotes():
    found = parse(raw(returned.ANSWER))
    assert found.text == "Bonjour, je viendrai avec plaisir 😀"
    assert found.subject == "Re: Des nouvelles 😀"


@given(st.binary(max_size=400))
def test_no_mail_breaks_the_reader(content):
    parse(content)
    parse(b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\n" + content)


@pytest.fixture
def message(campaign, awa):
    return MessageFactory(
        campaign=campaign, person=awa, key=KEY, fate=Fate.SENT, address="awa@exemple.example"
    )


@pytest.mark.django_db
def test_an_address_that_does_not_exist_is_not_written_to_again(message):
    handle(raw(returned.POSTFIX))
    handle(raw(returned.POSTFIX))
    message.refresh_from_db()
    assert message.fate == Fate.BOUNCED
    assert "User unknown" in message.answer
    assert Suppression.objects.get().address == "awa@exemple.example"


@pytest.mark.django_db
def test_a_full_mailbox_bounces_and_blocks_nobody(message):
    handle(raw(returned.EXCHANGE_FULL))
    message.refresh_from_db()
    assert message.fate == Fate.BOUNCED
    assert not Suppression.objects.exists()


@pytest.mark.django_db
def test_a_complaint_is_a_refusal(message, awa):
    handle(raw(returned.ARF))
    said = Consent.objects.filter(person=awa, channel="email", purpose="news").order_by("id").last()
    assert said.given is False
    assert Suppression.objects.get().reason == "complaint"


@pytest.mark.django_db
def test_an_answer_is_told_on_the_timeline_once(message, awa):
    handle(raw(returned.VACATION))
    assert not Interaction.objects.exists()
    handle(raw(returned.ANSWER))
    handle(raw(returned.ANSWER))
    told = Interaction.objects.get(person=awa)
    assert (told.direction, told.body) == ("in", "Bonjour, je viendrai avec plaisir 😀")
    message.refresh_from_db()
    assert message.answered_at is not None


@pytest.mark.django_db
def test_a_report_with_a_key_of_nobody_changes_nothing(message):
    handle(raw(returned.POSTFIX, "ZzZzZzZzZzZzZzZzZzZzZz"))
    message.refresh_from_db()
    assert message.fate == Fate.SENT


@pytest.mark.django_db
def test_a_maildir_is_read_once(message, settings, tmp_path):
    box = mailbox.Maildir(tmp_path / "boite")
    box.add(raw(returned.POSTFIX))
    settings.CAMPAIGN_INBOX = f"maildir://{tmp_path / 'boite'}"
    assert (read_all(), read_all()) == (1, 0)
    message.refresh_from_db()
    assert message.fate == Fate.BOUNCED


class Imap(socketserver.StreamRequestHandler):
    """As much of an IMAP server as reading a mailbox needs."""

    seen: set[str] = set()
    mails = {"7": raw(returned.POSTFIX)}

    def handle(self) -> None:
        self.say("* OK bonjour")
        for line in self.rfile:
            tag, _space, rest = line.decode().strip().partition(" ")
            command = rest.upper()
            if command.startswith("CAPABILITY"):
                self.say("* CAPABILITY IMAP4rev1")
            elif command.startswith("SELECT"):
                self.say(f"* {len(self.mails)} EXISTS")
            elif command.startswith("UID SEARCH"):
                self.say("* SEARCH " + " ".join(uid for uid in self.mails if uid not in self.seen))
            elif command.startswith("UID FETCH"):
                content = self.mails[rest.split()[2]]
                self.wfile.write(b"* 1 FETCH (UID 7 BODY[] {%d}\r\n" % len(content) + content + b")\r\n")
            elif command.startswith("UID STORE"):
                self.seen.add(rest.split()[2])
            elif command.startswith("LOGOUT"):
                self.say("* BYE")
            self.say(f"{tag} OK fait")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


@pytest.mark.django_db
def test_an_imap_mailbox_is_read_once(message, settings):
    Imap.seen.clear()
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Imap) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.CAMPAIGN_INBOX = f"imap://compte:secret@127.0.0.1:{server.server_address[1]}/INBOX"
        assert (read_all(), read_all()) == (1, 0)
        server.shutdown()
    message.refresh_from_db()
    assert message.fate == Fate.BOUNCED
