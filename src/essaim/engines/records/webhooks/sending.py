"""One signed message to one address. Private networks are out of bounds: the address is resolved here,
checked, and connected to as it was checked, so that a name cannot change its mind in between.
"""

from __future__ import annotations

import hashlib
import hmac
import http.client
import ipaddress
import socket
import ssl
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _

TIMEOUT = 10
KEPT_ANSWER = 2000
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(Exception):
    """The address may not be called; the message says why."""


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


def resolve(host: str, port: int) -> str:
    """The IP address to call. Raises Forbidden if any address of the host is not a public one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Forbidden(_("Le nom « %s » ne mène nulle part.") % host) from None
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    if not private_allowed():
        for address in addresses:
            if not is_public(address):
                raise Forbidden(_("« %s » mène à un réseau privé : c’est interdit.") % host)
    return addresses[0]


def is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%")[0])
    inner: Any = None
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
    if inner is not None:
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved


class _Pinned(http.client.HTTPConnection):
    """Connects to an address already resolved, whatever the name says now."""

    def __init__(self, host: str, port: int, address: str, encrypted: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._address, self._encrypted = address, encrypted

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._encrypted:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)


def signature(secret: str, timestamp: int, body: bytes) -> str:
    """What the receiver computes again: HMAC-SHA256 of "timestamp.body"."""
    signed = str(timestamp).encode() + b"." + body
    return "v1=" + hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()


def send(url: str, body: bytes, headers: dict[str, str]) -> Answer:
    """Posts `body`; redirections are not followed. Raises Forbidden, OSError, HTTPException."""
    host, port, encrypted = check_url(url)
    address = resolve(host, port)
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    connection = _Pinned(host, port, address, encrypted)
    try:
        connection.request("POST", target, body, {"Content-Type": "application/json", **headers})
        answer = connection.getresponse()
        return Answer(answer.status, answer.read(KEPT_ANSWER).decode("utf-8", "replace").replace("\x00", ""))
    finally:
        connection.close()
