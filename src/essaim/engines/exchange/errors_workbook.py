"""The lines that could not be imported, in a workbook to correct and import again."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.utils.translation import gettext as _

from .models import ImportRow, ImportRun
from .reading.table import REASON
from .values.cells import text_of

TEXT_DIGITS = 9


def write_errors(run: ImportRun, target: IO[bytes]) -> None:
    """The original columns and one more, the reason; the cells at fault are coloured and commented."""
    import xlsxwriter

    book = xlsxwriter.Workbook(
        target, {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    style = {
        "head": book.add_format({"bold": True, "bg_color": "#E8EAF0", "bottom": 1}),
        "bad": book.add_format({"bg_color": "#FBD5D5"}),
        "reason": book.add_format({"bg_color": "#FFF3CD", "text_wrap": True}),
        "plain": book.add_format({"num_format": "@"}),
    }
    _sheet(book, _("À corriger"), run, run.rows.filter(fate=ImportRow.Fate.ERROR), ("error",), style)
    left = run.rows.filter(messages__icontains='"left"').exclude(fate=ImportRow.Fate.ERROR)
    if run.counts.get("left"):
        _sheet(book, _("Valeurs laissées de côté"), run, left, ("left",), style)
    book.close()


def errors_file(run: ImportRun) -> IO[bytes]:
    """The workbook in a temporary file, read from its start."""
    target = tempfile.TemporaryFile(suffix=".xlsx")  # noqa: SIM115  closed by the response
    write_errors(run, target)
    target.seek(0)
    return target


def _sheet(
    book: Any, name: str, run: ImportRun, rows: Any, levels: tuple[str, ...], style: dict[str, Any]
) -> None:
    sheet = book.add_worksheet(name)
    headings = [heading for heading in run.headings if heading != REASON]
    kept = [index for index, heading in enumerate(run.headings) if heading != REASON]
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(headings), 18)
    sheet.set_column(len(headings), len(headings), 60)
    for column, heading in enumerate([*headings, REASON]):
        sheet.write_string(0, column, heading, style["head"])
    for number, row in enumerate(rows.order_by("line").iterator(500), 1):
        told = [message for message in row.messages if message["level"] in levels]
        bad = {message["column"] for message in told}
        for column, index in enumerate(kept):
            cell = row.cells[index] if index < len(row.cells) else None
            _write(sheet, number, column, cell, style["bad"] if index in bad else None, style["plain"])
        reason = " ".join(_with_column(run, message) for message in told)
        sheet.write_string(number, len(headings), reason, style["reason"])


def _with_column(run: ImportRun, message: dict[str, Any]) -> str:
    column = message["column"]
    if column is None or column >= len(run.headings):
        return str(message["text"])
    return f"{run.headings[column]}\u00a0: {message['text']}"


def _write(sheet: Any, row: int, column: int, cell: Any, bad: Any, plain: Any) -> None:
    """Numbers that are no quantities stay text, so that the tableur does not spoil them again."""
    if cell is None:
        sheet.write_blank(row, column, None, bad)
    elif isinstance(cell, (int, float)) and not isinstance(cell, bool) and len(text_of(cell)) < TEXT_DIGITS:
        sheet.write_number(row, column, cell, bad)
    else:
        sheet.write_string(row, column, text_of(cell)[:32000], bad or plain)
