"""ClamAV, when it answers: a file on its way in is shown to clamd before anybody else reads it."""

from __future__ import annotations

import logging
import socket
import struct
from pathlib import Path
from typing import IO

from django.conf import settings

logger = logging.getLogger(__name__)
USUAL = ("/run/clamav/clamd.ctl", "/var/run/clamav/clamd.ctl")
BLOCK = 256 * 1024
SECONDS = 60


def address() -> str:
    """ESSAIM_CLAMAV ("unix:/path", "host:3310" or "off"); else the usual socket, if it is there."""
    said = settings.LIBRARY_CLAMAV
    if said:
        return "" if said == "off" else said
    return next((f"unix:{path}" for path in USUAL if Path(path).exists()), "")


def virus_in(file: IO[bytes]) -> str | None:
    """The name of what was found, "" when nothing was, None when ClamAV did not answer."""
    where = address()
    if not where:
        return None
    try:
        with _connected(where) as line:
            line.sendall(b"zINSTREAM\0")
            while block := file.read(BLOCK):
                line.sendall(struct.pack("!I", len(block)) + block)
            line.sendall(struct.pack("!I", 0))
            said = _answer(line)
    except OSError as error:
        logger.warning("ClamAV does not answer at %s: %s", where, error)
        return None
    if said.endswith("OK"):
        return ""
    if said.endswith("FOUND"):
        return said.removeprefix("stream:").removesuffix("FOUND").strip()
    logger.warning("ClamAV answered: %s", said)
    return None


def answers() -> bool:
    where = address()
    if not where:
        return False
    try:
        with _connected(where) as line:
            line.sendall(b"zPING\0")
            return _answer(line) == "PONG"
    except OSError:
        return False


def _connected(where: str) -> socket.socket:
    if where.startswith("unix:"):
        line = socket.socket(socket.AF_UNIX)
        line.settimeout(SECONDS)
        line.connect(where.removeprefix("unix:"))
        return line
    host, _colon, port = where.rpartition(":")
    return socket.create_connection((host, int(port)), SECONDS)


def _answer(line: socket.socket) -> str:
    said = b""
    while b"\0" not in said and (block := line.recv(4096)) and len(said) < 65536:
        said += block
    return said.rstrip(b"\0\n").decode("utf-8", "replace")
