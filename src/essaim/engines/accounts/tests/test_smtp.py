"""The invitation as a real mail server receives it."""

from __future__ import annotations

import email
import email.policy
import socket
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller

from essaim.engines.accounts.actions.invitations import Invitee, invite
from essaim.engines.accounts.models import Installation

pytestmark = pytest.mark.django_db


class Postbox:
    def __init__(self) -> None:
        self.received: list[EmailMessage] = []

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        self.received.append(email.message_from_bytes(envelope.content, policy=email.policy.default))
        return "250 OK"


@pytest.fixture
def postbox(settings: Any) -> Iterator[Postbox]:
    box = Postbox()
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    server = Controller(box, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = port
    settings.DEFAULT_FROM_EMAIL = "Essaim <essaim@example.org>"
    settings.SITE_URL = "https://essaim.example.org"
    yield box
    server.stop()


def test_the_invitation_arrives_in_french_in_two_forms_with_its_link(postbox, administrator, client) -> None:
    Installation.objects.create(name="Réseau des Vergers", contact_email="aide@example.org")
    made = invite(
        actor=administrator, people=[Invitee("moussa@example.org", "Moussa")], role_codes=[],
        message="Bienvenue <b>à bord</b>",
    ).made[0]  # fmt: skip
    message = postbox.received[0]
    assert message["To"] == "moussa@example.org"
    assert message["From"] == "Essaim <essaim@example.org>"
    assert message["Subject"] == "Votre invitation à rejoindre Réseau des Vergers"
    assert message.get_content_type() == "multipart/alternative"
    text, html = (part.get_content() for part in message.iter_parts())
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    for body in (text, html):
        assert "Bonjour Moussa," in body
        assert "Nadia Berger vous invite à rejoindre Réseau des Vergers." in body
        assert "aide@example.org" in body
    assert "Bienvenue <b>à bord</b>" in text
    assert "Bienvenue &lt;b&gt;à bord&lt;/b&gt;" in html
    link = next(word for word in text.split() if word.startswith("https://"))
    assert link.startswith("https://essaim.example.org/comptes/invitation/")
    assert f'href="{link}"' in html
    assert client.get(link.removeprefix("https://essaim.example.org")).status_code == 200
    made.refresh_from_db()
    assert made.sent_at


def test_a_server_that_refuses_is_told_to_administrators(settings, postbox, administrator) -> None:
    settings.EMAIL_PORT = 1
    made = invite(actor=administrator, people=[Invitee("moussa@example.org")], role_codes=[]).made[0]
    made.refresh_from_db()
    assert made.sent_at is None
    assert "Refused" in made.send_error
