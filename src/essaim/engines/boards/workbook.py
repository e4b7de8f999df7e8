"""The figures of widgets as a workbook, one sheet each, as numbers and not as text."""

from __future__ import annotations

import io
import re
from typing import Any

from django.utils.translation import gettext as _

from .drawing import Drawing, Figure, draw
from .widgets import Shared, Widget


def written(user: Any, widgets: list[Widget], shared: Shared) -> bytes:
    import xlsxwriter

    target = io.BytesIO()
    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    bold = book.add_format({"bold": True})
    taken: set[str] = set()
    for widget in widgets:
        drawing = draw(user, widget, shared)
        _sheet(book.add_worksheet(_name(drawing.title or _("Tableau"), taken)), drawing, bold)
    if not widgets:
        book.add_worksheet(_("Tableau"))
    book.close()
    return target.getvalue()


def _name(title: str, taken: set[str]) -> str:
    """A sheet's name: 31 characters, a few forbidden, no two alike whatever their case."""
    plain = re.sub(r"[\[\]:*?/\\]", " ", title).strip(" '") or _("Tableau")
    name, number = plain[:31], 1
    while name.lower() in taken:
        number += 1
        name = f"{plain[:27]} {number}"
    taken.add(name.lower())
    return name


def _sheet(sheet: Any, drawing: Drawing, bold: Any) -> None:
    sheet.set_column(0, 0, 34)
    sheet.set_column(1, 40, 16)
    sheet.write_string(0, 0, drawing.title, bold)
    if drawing.refused:
        sheet.write_string(2, 0, drawing.refused)
        return
    for rank, text in enumerate(drawing.head):
        sheet.write_string(2, rank, text, bold)
    row = 3
    for line in drawing.lines:
        sheet.write_string(row, 0, line.label)
        for rank, figure in enumerate(line.figures, 1):
            _write(sheet, row, rank, figure)
        row += 1
    if drawing.comparison is not None:
        sheet.write_string(row, 0, drawing.comparison.when)
        sheet.write_string(row, 1, drawing.comparison.before)
        row += 1
    for note in drawing.notes:
        row += 1
        sheet.write_string(row, 0, note)


def _write(sheet: Any, row: int, column: int, figure: Figure) -> None:
    if figure.raw and not figure.masked:
        sheet.write_number(row, column, float(figure.raw))
    else:
        sheet.write_string(row, column, figure.text)
