"""XLSX, ODS and XLS, through calamine."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from .archives import opened
from .blocks import Gathered, Unreadable


def read_sheets(path: str, found: Gathered) -> None:
    from python_calamine import CalamineWorkbook

    if zipfile.is_zipfile(path):
        with opened(path):
            pass
    try:
        book = CalamineWorkbook.from_path(path)
    except Exception as error:
        code = "password" if "password" in str(error).lower() else "damaged"
        raise Unreadable(code) from error
    found.pages = len(book.sheet_names)
    for name in book.sheet_names:
        found.start(name)
        found._words(name)
        try:
            rows = book.get_sheet_by_name(name).iter_rows()
            found.table(_row(row) for row in rows)
        except Exception as error:
            raise Unreadable("damaged") from error
        if found.full:
            return


def _row(cells: list[Any]) -> Iterator[str]:
    for cell in cells:
        if isinstance(cell, float) and cell.is_integer():
            yield str(int(cell))
        elif hasattr(cell, "strftime"):
            yield cell.strftime("%d/%m/%Y")
        else:
            yield str(cell)
