"""Reads one file in a process of its own, which may be slow, greedy or killed without harm to the product.

`python -m essaim.engines.library.reading.child FILE FORMAT FOLDER`: writes result.json and pictures in FOLDER.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import Any

from . import odf, ooxml, pdf, pictures, scanned, sheets, texts
from .blocks import Gathered, Unreadable

MEMORY = 2 * 2**30
SECONDS = 240
WRITTEN = 400 * 2**20
READERS: dict[str, Any] = {
    "docx": ooxml.read_docx,
    "pptx": ooxml.read_pptx,
    "odt": odf.read_odt,
    "odp": odf.read_odt,
    "xlsx": sheets.read_sheets,
    "ods": sheets.read_sheets,
    "xls": sheets.read_sheets,
    "rtf": texts.read_rtf,
    "html": texts.read_html,
    "eml": texts.read_mail,
    "txt": texts.read_text,
    "md": texts.read_text,
    "csv": texts.read_csv,
}
PICTURED: dict[str, Any] = {
    "pdf": pdf.read_pdf,
    **dict.fromkeys(("png", "jpg", "gif", "webp", "tiff", "bmp"), pictures.read_image),
}
READABLE = frozenset(READERS) | frozenset(PICTURED)


def read(path: str, format: str, folder: Path | None) -> dict[str, Any]:
    """{"text", "blocks", "pages", "pictures", "scanned", "cut"} or {"error": code}."""
    found = Gathered()
    names: list[str] = []
    try:
        if format in PICTURED:
            names = PICTURED[format](path, found, folder, bool(scanned.languages()))
        elif format in READERS:
            READERS[format](path, found)
        else:
            return {"error": "unknown"}
    except Unreadable as error:
        return {"error": error.code}
    except (MemoryError, RecursionError):
        return {"error": "too_big"}
    return {
        "text": found.text,
        "blocks": found.blocks,
        "pages": found.pages,
        "pictures": names,
        "scanned": found.scanned,
        "cut": found.cut,
    }


def main(path: str, format: str, folder: str) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS + 5))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    result = read(path, format, Path(folder))
    (Path(folder) / "result.json").write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:4])
