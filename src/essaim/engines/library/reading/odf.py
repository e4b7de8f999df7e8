"""ODT and ODP, element by element."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .archives import member, opened, pieces
from .blocks import Gathered

T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"


def read_odt(path: str, found: Gathered) -> None:
    """Children of office:text, or the slides of office:presentation."""
    with opened(path) as archive, member(archive, "content.xml") as stream:
        for element in pieces(stream, 3):
            if element.tag == f"{DRAW}page":
                found.pages += 1
                found.start(str(found.pages))
                for child in element:
                    _part(child, found)
            else:
                _part(element, found)
            if found.full:
                return


def _part(element: Any, found: Gathered) -> None:
    if element.tag == f"{T}h":
        level = element.get(f"{T}outline-level", "1")
        found.add(f"h{min(int(level), 3) if level.isdecimal() else 1}", _text(element))
    elif element.tag == f"{T}p":
        found.add("p", _text(element))
        _frames(element, found)
    elif element.tag == f"{T}list":
        for paragraph in element.iter(f"{T}p"):
            found.add("li", _text(paragraph))
    elif element.tag == f"{TABLE}table":
        found.table(_rows(element))
    elif element.tag.startswith((T, DRAW, OFFICE)) and element.tag != f"{T}tracked-changes":
        for child in element:
            _part(child, found)


def _frames(paragraph: Any, found: Gathered) -> None:
    for box in paragraph.iter(f"{DRAW}text-box"):
        for child in box:
            _part(child, found)


def _rows(table: Any) -> Iterator[list[str]]:
    for row in table.iter(f"{TABLE}table-row"):
        yield [" ".join(_text(p) for p in cell.iter(f"{T}p")) for cell in row.iter(f"{TABLE}table-cell")]


def _text(element: Any) -> str:
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag in (f"{T}s", f"{T}tab", f"{T}line-break"):
            yield " "
        elif not child.tag.startswith(DRAW) and child.tag != f"{OFFICE}annotation":
            yield from _pieces(child)
        yield child.tail or ""
