"""DOCX and PPTX, element by element."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .archives import member, opened, pieces
from .blocks import Gathered

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_HEADING = re.compile(r"(?:heading|titre|title)\s*(\d)?", re.IGNORECASE)
_SLIDE = re.compile(r"ppt/slides/slide(\d+)\.xml")
_BESIDE = re.compile(r"word/(?:header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


def read_docx(path: str, found: Gathered) -> None:
    with opened(path) as archive:
        with member(archive, "word/document.xml") as stream:
            for element in pieces(stream, 2):
                _docx_part(element, found)
                if found.full:
                    return
        for name in sorted(filter(_BESIDE.fullmatch, archive.namelist())):
            with member(archive, name) as stream:
                for element in pieces(stream, 1):
                    for paragraph in element.iter(f"{W}p"):
                        found.add("p", _docx_text(paragraph))


def _docx_part(element: Any, found: Gathered) -> None:
    if element.tag == f"{W}p":
        found.add(_docx_kind(element), _docx_text(element))
    elif element.tag == f"{W}tbl":
        found.table(
            [" ".join(_docx_text(p) for p in cell.iter(f"{W}p")) for cell in row.iter(f"{W}tc")]
            for row in element.iter(f"{W}tr")
        )
    else:
        for child in element:
            if child.tag in (f"{W}sdtContent", f"{W}p", f"{W}tbl"):
                for inner in [child] if child.tag != f"{W}sdtContent" else child:
                    _docx_part(inner, found)


def _docx_kind(paragraph: Any) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    match = _HEADING.match(style.get(f"{W}val", "")) if style is not None else None
    if match:
        return f"h{min(int(match[1] or 1), 3)}"
    return "li" if paragraph.find(f"{W}pPr/{W}numPr") is not None else "p"


def _docx_text(paragraph: Any) -> str:
    return "".join(_runs(paragraph))


def _runs(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag == f"{MC}Fallback":
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            yield " "
        else:
            yield from _runs(child)


def read_pptx(path: str, found: Gathered) -> None:
    with opened(path) as archive:
        numbers = sorted(int(match[1]) for match in map(_SLIDE.fullmatch, archive.namelist()) if match)
        found.pages = len(numbers)
        for rank, number in enumerate(numbers, 1):
            found.start(str(rank))
            _slide(archive, f"ppt/slides/slide{number}.xml", found)
            notes = f"ppt/notesSlides/notesSlide{number}.xml"
            if notes in archive.namelist():
                _slide(archive, notes, found, titles=False)
            if found.full:
                return


def _slide(archive: Any, name: str, found: Gathered, titles: bool = True) -> None:
    with member(archive, name) as stream:
        for element in pieces(stream, 1):
            for shape in (
                found_ for found_ in element.iter() if found_.tag in (f"{P}sp", f"{P}graphicFrame")
            ):
                holder = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
                is_title = titles and holder is not None and "itle" in holder.get("type", "")
                if shape.tag == f"{P}graphicFrame" and shape.find(f".//{A}tbl") is not None:
                    found.table([_line(cell) for cell in row.iter(f"{A}tc")] for row in shape.iter(f"{A}tr"))
                    continue
                for paragraph in shape.iter(f"{A}p"):
                    found.add("h2" if is_title else "p", _line(paragraph))


def _line(element: Any) -> str:
    return " ".join("".join(t.text or "" for t in p.iter(f"{A}t")) for p in element.iter(f"{A}p"))
