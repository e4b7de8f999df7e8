"""One signed message to one address, outside private networks (`kit.outward`)."""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.kit.outward import Forbidden, Pinned, is_public, resolve

__all__ = ["Answer", "Forbidden", "check_url", "is_public", "private_allowed", "send", "signature"]

KEPT_ANSWER = 2000


@dataclass(frozen=True)
class Answer:
    status: int
    text: str

    @property
    def is_received(self) -> bool:
        return 200 <= self.status < 300


def private_allowed() -> bool:
    return bool(getattr(settings, "WEBHOOK_ALLOW_PRIVATE", False))


def check_url(url: str) -> tuple[str, int, bool]:
    """(host, port, encrypted) of an address one may try to call. Raises Forbidden."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Forbidden(_("Cette adresse est mal écrite.")) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise Forbidden(_("Une adresse commence par https:// et ne contient ni nom ni mot de passe."))
    if parts.scheme == "http" and not private_allowed():
        raise Forbidden(
            _("L’adresse doit commencer par https:// : les messages contiennent des données de fiches.")
        )
    encrypted = parts.scheme == "https"
    return host, port or (443 if encrypted else 80), encrypted


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """What the receiver computes again: HMAC-SHA256 of "timestamp.body"."""
    signed = str(timestamp).encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def send(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Posts `body`; redirections are not followed. Raises Forbidden, OSError, HTTPException."""
    host, port, encrypted = check_url(url)
    address = resolve(host, port, private_allowed())
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = Pinned(host, port, address, encrypted)
    try:
        connection.request("POST", target, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(KEPT_ANSWER).decode("utf-8", "replace").replace("\x00", ""))
    finally:
        connection.close()
