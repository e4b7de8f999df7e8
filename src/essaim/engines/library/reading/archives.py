"""Opening the ZIP files that office documents are, without falling for one that swells."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

from .blocks import Unreadable

MAX_MEMBERS = 20_000
MAX_WHOLE = 600 * 2**20
MAX_MEMBER = 200 * 2**20
RATIO, RATIO_FROM = 250, 30 * 2**20


def swells(archive: zipfile.ZipFile) -> bool:
    """Does it hold more than an honest document would, for its weight?"""
    members = archive.infolist()
    if len(members) > MAX_MEMBERS:
        return True
    whole = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members) or 1
    return whole > MAX_WHOLE or (whole > RATIO_FROM and whole / packed > RATIO)


@contextmanager
def opened(path: str) -> Iterator[zipfile.ZipFile]:
    try:
        with zipfile.ZipFile(path) as archive:
            if swells(archive):
                raise Unreadable("too_big")
            yield archive
    except (zipfile.BadZipFile, EOFError, OSError, KeyError, NotImplementedError, RuntimeError) as error:
        raise Unreadable("damaged") from error


@contextmanager
def member(archive: zipfile.ZipFile, name: str) -> Iterator[IO[bytes]]:
    """zipfile gives at most the size announced, which has been checked."""
    if archive.getinfo(name).file_size > MAX_MEMBER:
        raise Unreadable("too_big")
    with archive.open(name) as stream:
        yield stream


def pieces(stream: IO[bytes], depth: int) -> Iterator[Any]:
    """The elements at `depth` below the root, one at a time and then forgotten. No DTD, no entities."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    path: list[Any] = []
    try:
        for event, element in iterparse(stream, ("start", "end"), forbid_dtd=True):
            if event == "start":
                path.append(element)
                continue
            path.pop()
            if len(path) == depth:
                yield element
                element.clear()
                if path:
                    path[-1].clear()
    except (ParseError, DefusedXmlException) as error:
        raise Unreadable("damaged") from error
