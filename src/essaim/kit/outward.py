"""Calling an address that somebody typed. Private networks are out of bounds: the name is resolved here,
checked, and connected to as it was checked, so that it cannot change its mind in between.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
from typing import Any

from django.utils.translation import gettext as _

TIMEOUT = 10
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(Exception):
    """The address may not be called; the message says why."""


def resolve(host: str, port: int, allow_private: bool = False) -> str:
    """The IP address to call. Raises Forbidden if any address of the host is not a public one."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Forbidden(_("Le nom « %s » ne mène nulle part.") % host) from None
    addresses = list(dict.fromkeys(str(item[4][0]) for item in found))
    if not allow_private:
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


class Pinned(http.client.HTTPConnection):
    """Connects to an address already resolved, whatever the name says now.

    `wire` stays the socket while an answer is read, when the connection has let go of it.
    """

    wire: socket.socket | None = None

    def __init__(self, host: str, port: int, address: str, encrypted: bool) -> None:
        super().__init__(host, port, timeout=TIMEOUT)
        self._address, self._encrypted = address, encrypted
        if encrypted:
            self.default_port = 443

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        if self._encrypted:
            self.sock = ssl.create_default_context().wrap_socket(self.sock, server_hostname=self.host)
        self.wire = self.sock
