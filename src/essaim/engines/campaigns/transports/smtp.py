"""SMTP, line by line: what was given away and what was not is known whatever happens to the connection."""

from __future__ import annotations

import contextlib
import re
import smtplib
import ssl
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.campaigns.choices import Channel
from essaim.engines.campaigns.mailing.writing import Envelope, envelope_sender
from essaim.engines.campaigns.models import Message

from .base import Outcome, Result, Transport, Way, transports

LAST_ANSWER_SECONDS = 60
_DOT = re.compile(rb"^\.", re.MULTILINE)


class Answered(Exception):
    def __init__(self, code: int, said: bytes) -> None:
        super().__init__(code)
        self.code, self.said = code, said


class SmtpWay(Way):
    def __init__(self, campaign: Any) -> None:
        self.envelope = Envelope(campaign)
        self.server: smtplib.SMTP | None = None

    def send(self, message: Message, hand: Callable[[], bool]) -> Result:
        try:
            content = self.envelope.mail(message).as_bytes()
            sender = envelope_sender(message, self.envelope.from_address)
            message.address.encode("ascii")
        except (UnicodeError, ValueError) as error:
            return Result(
                Outcome.REFUSED, _("Adresse ou texte que le courrier ne sait pas porter : %s") % error
            )
        fresh = self.server is None
        try:
            return self._try(content, sender, message.address, hand)
        except Answered as answer:
            return self._refused(answer)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            # A server may close a connection it finds idle: that is told by one more try, from the start.
            if fresh or isinstance(error, (smtplib.SMTPAuthenticationError, TimeoutError)):
                return Result(Outcome.DOWN, _told(error))
        try:
            return self._try(content, sender, message.address, hand)
        except Answered as answer:
            return self._refused(answer)
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Result(Outcome.DOWN, _told(error))

    def _try(self, content: bytes, sender: str, to: str, hand: Callable[[], bool]) -> Result:
        """Raises before the last line is given; afterwards there is an answer, or doubt."""
        server = self._connected()
        _expect(server.mail(sender), 250)
        _expect(server.rcpt(to), 250, 251)
        _expect(server.docmd("DATA"), 354)
        server.send(_DOT.sub(b"..", content).rstrip(b"\r\n") + b"\r\n")
        if not hand():
            # Nothing is over before the lone dot: cutting here leaves the server with a letter it must throw away.
            self._drop()
            return Result(Outcome.STOPPED)
        return self._last_line(server)

    def _last_line(self, server: smtplib.SMTP) -> Result:
        try:
            if server.sock is not None:
                server.sock.settimeout(LAST_ANSWER_SECONDS)
            server.send(b".\r\n")
            code, said = server.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self._drop()
            return Result(Outcome.UNSURE, _told(error))
        if code == 250:
            return Result(Outcome.ACCEPTED, _line(code, said))
        return self._refused(Answered(code, said))

    def _refused(self, answer: Answered) -> Result:
        line = _line(answer.code, answer.said)
        if answer.code == 421:
            self._drop()
            return Result(Outcome.DOWN, line)
        if self.server is not None:
            try:
                self.server.rset()
            except (smtplib.SMTPException, OSError):
                self._drop()
        return Result(Outcome.LATER if 400 <= answer.code < 500 else Outcome.REFUSED, line)

    def _connected(self) -> smtplib.SMTP:
        if self.server is None:
            maker = smtplib.SMTP_SSL if settings.EMAIL_USE_SSL else smtplib.SMTP
            server = maker(settings.EMAIL_HOST, settings.EMAIL_PORT, timeout=settings.EMAIL_TIMEOUT)
            try:
                if settings.EMAIL_USE_TLS:
                    server.starttls(context=ssl.create_default_context())
                if settings.EMAIL_HOST_USER:
                    server.login(settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
                server.ehlo_or_helo_if_needed()
            except BaseException:
                server.close()
                raise
            self.server = server
        elif self.server.sock is not None:
            self.server.sock.settimeout(settings.EMAIL_TIMEOUT)
        return self.server

    def _drop(self) -> None:
        if self.server is not None:
            self.server.close()
            self.server = None

    def close(self) -> None:
        if self.server is not None:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                self.server.quit()
            self._drop()


def _expect(answer: tuple[int, bytes], *codes: int) -> None:
    if answer[0] == -1:
        raise smtplib.SMTPServerDisconnected(answer[1].decode("utf-8", "replace"))
    if answer[0] not in codes:
        raise Answered(*answer)


def _line(code: int, said: bytes) -> str:
    return f"{code} {said.decode('utf-8', 'replace')}".replace("\n", " ")[:300]


def _told(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        return _line(error.smtp_code, said if isinstance(said, bytes) else str(said).encode())
    return f"{type(error).__name__} : {error}"[:300]


transports.declare(
    Transport("smtp", gettext_lazy("serveur de courrier (SMTP)"), (Channel.EMAIL.value,), SmtpWay)
)
