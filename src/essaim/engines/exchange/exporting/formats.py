"""Files written row by row, in constant memory: CSV, XLSX and ODS."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterable
from datetime import date, datetime
from typing import IO, Any, Protocol
from xml.sax.saxutils import escape, quoteattr

from django.utils.translation import gettext as _

from .cells import plain

TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
}
SHEET_ROWS = 1_048_575
CELL = 32_000
FIRST_EXCEL_DAY = date(1900, 3, 1)


class Writer(Protocol):
    def row(self, values: list[Any]) -> None: ...

    def close(self) -> None: ...


def open_writer(
    name: str, target: IO[bytes], title: str, headings: list[str], about: list[tuple[str, str]]
) -> Writer:
    """`about`: what the file is, who took it, which query: a sheet of its own where the format has sheets."""
    kinds: dict[str, Callable[..., Writer]] = {"csv": Csv, "xlsx": Xlsx, "ods": Ods}
    return kinds[name](target, title, headings, about)


class Csv:
    """UTF-8 with its mark, semicolons: what a French tableur opens by a double click."""

    def __init__(self, target: IO[bytes], title: str, headings: list[str], about: Any) -> None:
        self._text = io.TextIOWrapper(target, encoding="utf-8-sig", newline="", write_through=False)
        self._csv = csv.writer(self._text, delimiter=";", lineterminator="\r\n")
        self._csv.writerow([plain(heading) for heading in headings])

    def row(self, values: list[Any]) -> None:
        self._csv.writerow([None if value is None else plain(value) for value in values])

    def close(self) -> None:
        self._text.flush()
        self._text.detach()


class Xlsx:
    """Dates and numbers typed; text is text, whatever sign it starts with."""

    def __init__(
        self, target: IO[bytes], title: str, headings: list[str], about: list[tuple[str, str]]
    ) -> None:
        import xlsxwriter

        self._book = xlsxwriter.Workbook(
            target,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "nan_inf_to_errors": True,
            },
        )
        self._head = self._book.add_format({"bold": True, "bg_color": "#E8EAF0", "bottom": 1})
        self._day = self._book.add_format({"num_format": "dd/mm/yyyy"})
        self._moment = self._book.add_format({"num_format": "dd/mm/yyyy hh:mm"})
        self._headings, self._title, self._about = headings, title, about
        self._sheets = 0
        self._new_sheet()

    def _new_sheet(self) -> None:
        self._sheets += 1
        name = self._title if self._sheets == 1 else f"{self._title[:26]} {self._sheets}"
        self._sheet = self._book.add_worksheet(_sheet_name(name))
        self._sheet.freeze_panes(1, 0)
        self._sheet.set_column(0, max(0, len(self._headings) - 1), 20)
        for column, heading in enumerate(self._headings):
            self._sheet.write_string(0, column, heading, self._head)
        self._line = 0

    def row(self, values: list[Any]) -> None:
        if self._line == SHEET_ROWS:
            self._new_sheet()
        self._line += 1
        for column, value in enumerate(values):
            if value is None:
                continue
            if isinstance(value, str):
                self._sheet.write_string(self._line, column, value[:CELL])
            elif isinstance(value, (datetime, date)):
                self._write_date(column, value)
            else:
                self._sheet.write_number(self._line, column, value)

    def _write_date(self, column: int, value: date) -> None:
        """Days before 1900 have no number in a workbook: they are written as text."""
        day = value.date() if isinstance(value, datetime) else value
        if day < FIRST_EXCEL_DAY:
            self._sheet.write_string(self._line, column, value.isoformat())
        else:
            style = self._moment if isinstance(value, datetime) else self._day
            self._sheet.write_datetime(self._line, column, value, style)

    def close(self) -> None:
        about = self._book.add_worksheet(_sheet_name(_("À propos de cette liste")))
        about.set_column(0, 0, 22)
        about.set_column(1, 1, 90)
        for row, (label, text) in enumerate(self._about):
            about.write_string(row, 0, label, self._head)
            about.write_string(row, 1, text[:CELL])
        self._book.close()


class Ods:
    """Written by hand as the standard says: the usual library holds the whole document in memory."""

    def __init__(
        self, target: IO[bytes], title: str, headings: list[str], about: list[tuple[str, str]]
    ) -> None:
        self._zip = zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=4)
        mime = zipfile.ZipInfo("mimetype", date_time=(1980, 1, 1, 0, 0, 0))
        self._zip.writestr(mime, TYPES["ods"], zipfile.ZIP_STORED)
        self._zip.writestr("META-INF/manifest.xml", _MANIFEST)
        self._content = self._zip.open("content.xml", "w", force_zip64=True)
        self._about = about
        self._write(_OPENING)
        self._open_table(title)
        self.row([str(heading) for heading in headings])

    def _write(self, text: str) -> None:
        self._content.write(text.encode("utf-8", "replace"))

    def _open_table(self, name: str) -> None:
        self._write(f"<table:table table:name={quoteattr(_sheet_name(name))}><table:table-column/>")

    def row(self, values: list[Any]) -> None:
        cells = "".join(map(_ods_cell, values))
        self._write(f"<table:table-row>{cells}</table:table-row>")

    def close(self) -> None:
        self._write("</table:table>")
        self._open_table(_("À propos de cette liste"))
        for pair in self._about:
            self.row(list(pair))
        self._write("</table:table></office:spreadsheet></office:body></office:document-content>")
        self._content.close()
        self._zip.close()


def _sheet_name(name: str) -> str:
    return "".join(" " if char in "[]:*?/\\'" else char for char in name).strip()[:31] or "1"


def _ods_cell(value: Any) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, str):
        lines = "".join(f"<text:p>{escape(_clean(line))}</text:p>" for line in value.split("\n"))
        return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'
    if isinstance(value, datetime):
        return _ods_date(value.isoformat(timespec="seconds"), "moment")
    if isinstance(value, date):
        return _ods_date(value.isoformat(), "day")
    opening = f'<table:table-cell office:value-type="float" office:value="{value!r}">'
    return f"{opening}<text:p>{value}</text:p></table:table-cell>"


def _ods_date(text: str, style: str) -> str:
    return (
        f'<table:table-cell table:style-name="{style}" office:value-type="date" office:date-value="{text}">'
        f"<text:p>{text}</text:p></table:table-cell>"
    )


def _clean(text: str) -> str:
    return "".join(char for char in text if char >= " " or char == "\t")


_NAMESPACES = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in (
        ("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
    )
)  # fmt: skip


def _date_style(name: str, with_time: bool) -> str:
    clock = (
        '<number:text> </number:text><number:hours number:style="long"/><number:text>:</number:text>'
        '<number:minutes number:style="long"/>'
        if with_time
        else ""
    )
    return (
        f'<number:date-style style:name="{name}-format"><number:day number:style="long"/><number:text>/</number:text>'
        '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/>'
        f'{clock}</number:date-style><style:style style:name="{name}" style:family="table-cell" '
        f'style:data-style-name="{name}-format"/>'
    )


_OPENING = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NAMESPACES} office:version="1.2">'
    f"<office:automatic-styles>{_date_style('day', False)}{_date_style('moment', True)}</office:automatic-styles>"
    "<office:body><office:spreadsheet>"
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">'
    f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{TYPES["ods"]}"/>'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)


def rows_into(writer: Writer, rows: Iterable[list[Any]]) -> int:
    count = 0
    for values in rows:
        writer.row(values)
        count += 1
    return count
