"""A real SMTP server that does as it is told: takes, refuses, puts off, or hangs up at a chosen moment."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class Handler:
    """`answer(step, address)` gives the line to say at "RCPT" or "DATA", or "" to accept; "cut" hangs up."""

    def __init__(self) -> None:
        self.received: list[Any] = []
        self.recipients: list[str] = []
        self.senders: list[str] = []
        self.answer: Callable[[str, str], str] = lambda step, address: ""
        self.lock = threading.Lock()

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802
        said = self.answer("RCPT", address)
        if said == "cut":
            server.transport.close()
            return "421 au revoir"
        if said:
            return said
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        address = envelope.rcpt_tos[0]
        said = self.answer("DATA", address)
        if said and said != "cut":
            return said
        with self.lock:
            self.received.append(message_from_bytes(envelope.content, policy=policy.default))
            self.recipients.append(address)
            self.senders.append(envelope.mail_from)
        if said == "cut":
            server.transport.close()
        return "250 pris"


class Server(Controller):
    def factory(self) -> SMTP:
        return SMTP(self.handler, hostname="serveur.example")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(settings: Any) -> Iterator[Handler]:
    handler = Handler()
    server = Server(handler, hostname="127.0.0.1", port=free_port())
    server.start()
    settings.CAMPAIGN_MAIL = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_TIMEOUT = 10
    try:
        yield handler
    finally:
        server.stop()
