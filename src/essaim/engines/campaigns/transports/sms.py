"""SMS through any gateway that takes one HTTP request a message: address, headers and body come from settings."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Channel
from essaim.engines.campaigns.models import Message

from .base import Outcome, Result, Transport, Way, transports

TIMEOUT = 20
BUSY = (408, 425, 429)


class SmsWay(Way):
    """`settings.SMS_BODY` holds {to}, {text}, {sender} and {key}; each is written as its format asks."""

    def __init__(self, campaign: Any) -> None:
        self.sender = settings.SMS_SENDER
        self.parts = urlsplit(settings.SMS_URL)

    def send(self, message: Message, hand: Callable[[], bool]) -> Result:
        body, headers = self._request(message)
        maker = http.client.HTTPSConnection if self.parts.scheme == "https" else http.client.HTTPConnection
        connection = maker(self.parts.hostname or "", self.parts.port, timeout=TIMEOUT)
        try:
            connection.connect()
        except OSError as error:
            return Result(Outcome.DOWN, f"{type(error).__name__} : {error}"[:300])
        try:
            if not hand():
                return Result(Outcome.STOPPED)
            target = (self.parts.path or "/") + (f"?{self.parts.query}" if self.parts.query else "")
            connection.request("POST", target, body, headers)
            answer = connection.getresponse()
            said = answer.read(600).decode("utf-8", "replace").replace("\x00", "")
        except (OSError, http.client.HTTPException) as error:
            return Result(Outcome.UNSURE, f"{type(error).__name__} : {error}"[:300])
        finally:
            connection.close()
        return Result(_meaning(answer.status), f"{answer.status} {said}"[:300])

    def _request(self, message: Message) -> tuple[bytes, dict[str, str]]:
        is_json = "json" in settings.SMS_TYPE
        values = {"to": message.address, "text": message.text, "sender": self.sender, "key": message.key}
        body = settings.SMS_BODY
        for name, value in values.items():
            written = json.dumps(value, ensure_ascii=False)[1:-1] if is_json else quote(value, safe="")
            body = body.replace(f"{{{name}}}", written.replace("{", "\ue000"))
        headers = {"Content-Type": settings.SMS_TYPE, "Idempotency-Key": message.key, **settings.SMS_HEADERS}
        return body.replace("\ue000", "{").encode(), headers


def _meaning(status: int) -> Outcome:
    if 200 <= status < 300:
        return Outcome.ACCEPTED
    if status in BUSY:
        return Outcome.LATER
    if status in (401, 403) or status >= 500:
        return Outcome.DOWN
    return Outcome.REFUSED


transports.declare(Transport("sms", _("passerelle de SMS"), (Channel.SMS.value,), SmsWay))
