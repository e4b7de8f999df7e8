"""Reading the agenda at an outside address: public networks only, small, quick, redirections looked at anew."""

from __future__ import annotations

import http.client
import socket
import threading
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

from essaim.kit.outward import Forbidden, Pinned, resolve

MOST_BYTES = 5 * 2**20
MOST_SECONDS = 20.0
MOST_HOPS = 4
CHUNK = 64 * 1024
HEADERS = {"Accept": "text/calendar, */*;q=0.5", "Accept-Encoding": "identity", "User-Agent": "Essaim-Agenda"}


class Unreadable(Exception):
    """The agenda could not be read; the message tells its owner why."""


@dataclass(frozen=True)
class Fetched:
    """`body` is None when nothing changed since the answer whose `tag` was sent."""

    body: bytes | None
    tag: str = ""


def clean_address(url: str) -> str:
    """webcal:// read as https://. Raises Forbidden for what is not an address of the web."""
    url = url.strip()
    for scheme in ("webcal://", "webcals://"):
        if url.lower().startswith(scheme):
            url = "https://" + url[len(scheme) :]
    _parts(url)
    return url


def _parts(url: str) -> tuple[str, int, bool, str]:
    """(host, port, encrypted, target)."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise Forbidden(_("Cette adresse est mal écrite.")) from None
    if parts.scheme not in ("http", "https") or not host or parts.username or parts.password:
        raise Forbidden(
            _("Une adresse d’agenda commence par https:// ou webcal://, sans nom ni mot de passe.")
        )
    if any(ord(letter) < 33 or ord(letter) > 126 for letter in url):
        raise Forbidden(_("Cette adresse est mal écrite."))
    encrypted = parts.scheme == "https"
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return host, port or (443 if encrypted else 80), encrypted, target


def fetch(url: str, tag: str = "") -> Fetched:
    """Raises Forbidden or Unreadable, whose messages are for the owner."""
    was_encrypted = False
    for _hop in range(MOST_HOPS + 1):
        host, port, encrypted, target = _parts(url)
        if was_encrypted and not encrypted:
            raise Forbidden(_("Cette adresse renvoie vers une adresse sans chiffrement."))
        was_encrypted = encrypted
        address = resolve(host, port, bool(settings.AGENDA_ALLOW_PRIVATE))
        connection = Pinned(host, port, address, encrypted)
        try:
            found = _asked(connection, target, tag)
        except (OSError, http.client.HTTPException, ValueError):
            raise Unreadable(_("L’adresse ne répond pas, ou trop lentement.")) from None
        finally:
            connection.close()
        if isinstance(found, Fetched):
            return found
        url = urljoin(url, found)
    raise Unreadable(_("Cette adresse renvoie sans cesse ailleurs."))


def _asked(connection: Pinned, target: str, tag: str) -> Fetched | str:
    """The answer, or where it sends."""
    stop = threading.Timer(MOST_SECONDS, _cut, [connection])
    stop.daemon = True
    stop.start()
    try:
        connection.request("GET", target, headers={**HEADERS, **({"If-None-Match": tag} if tag else {})})
        answer = connection.getresponse()
        if answer.status in (301, 302, 303, 307, 308):
            return answer.headers.get("Location", "")
        if answer.status == 304:
            return Fetched(None, tag)
        if answer.status != 200:
            raise Unreadable(_("L’adresse répond « %(status)s ».") % {"status": answer.status})
        return Fetched(_body(answer), answer.headers.get("ETag", "")[:300])
    finally:
        stop.cancel()


def _cut(connection: Pinned) -> None:
    """However slowly the other side speaks, it has said enough."""
    if connection.wire is not None:
        try:
            connection.wire.shutdown(socket.SHUT_RDWR)
        except OSError:
            return


def _body(answer: http.client.HTTPResponse) -> bytes:
    found = bytearray()
    while chunk := answer.read(CHUNK):
        found += chunk
        if len(found) > MOST_BYTES:
            raise Unreadable(_("Cet agenda est trop gros : plus de 5 Mo."))
    if b"BEGIN:VCALENDAR" not in found[:4096]:
        raise Unreadable(_("Ce qui se trouve à cette adresse n’est pas un agenda au format iCal (.ics)."))
    return bytes(found)
