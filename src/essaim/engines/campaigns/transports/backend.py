"""The mail backend of the settings (files in development, memory in tests) where there is no mail server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.mail import EmailMessage as DjangoMessage
from django.core.mail import get_connection
from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Channel
from essaim.engines.campaigns.mailing.writing import Envelope
from essaim.engines.campaigns.models import Message

from .base import Outcome, Result, Transport, Way, transports


class Ready(DjangoMessage):
    """A mail that is written already."""

    def __init__(self, written: Any, to: str) -> None:
        super().__init__(str(written["Subject"]), "", str(written["From"]), [to])
        self.written = written
        self.alternatives: list[Any] = []
        parts = [part for part in written.walk() if part.get_content_maintype() == "text"]
        self.body = parts[0].get_content()
        self.alternatives = [(part.get_content(), part.get_content_type()) for part in parts[1:]]
        self.extra_headers = {name: str(value) for name, value in written.items()}

    def message(self, *, policy: Any = None) -> Any:
        return self.written


class BackendWay(Way):
    def __init__(self, campaign: Any) -> None:
        self.envelope = Envelope(campaign)
        self.connection = get_connection()

    def send(self, message: Message, hand: Callable[[], bool]) -> Result:
        mail = Ready(self.envelope.mail(message), message.address)
        if not hand():
            return Result(Outcome.STOPPED)
        try:
            self.connection.send_messages([mail])
        except OSError as error:
            return Result(Outcome.LATER, str(error)[:300])
        return Result(Outcome.ACCEPTED)


transports.declare(Transport("backend", _("dossier local"), (Channel.EMAIL.value,), BackendWay))
