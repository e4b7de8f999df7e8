"""A file as a table: headings and rows, whatever it was written with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from essaim.kit.text import fold

from .delimited import Delimited, open_delimited
from .errors import Unreadable
from .families import family_of
from .headings import Heading, find_heading, is_blank
from .limits import MAX_COLUMNS, MAX_ROWS, SAMPLE_ROWS
from .workbook import Workbook, open_workbook, too_many_columns, uncomputed

REASON = "Erreur"  # the column that the workbook of errors adds; it comes back with it


@dataclass
class Table:
    """`headings`: names of the columns, each once; `notes`: what the reader should know of the reading."""

    source: Workbook | Delimited
    family: str
    heading: Heading
    sample: list[tuple[int, list[Any]]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def headings(self) -> list[str]:
        return self.heading.names

    @property
    def fingerprint(self) -> str:
        """Equal for two files of the same headings, in any order: they come from the same source."""
        return fingerprint(self.headings)

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """(line number in the file, one cell a heading) of each row that is not empty."""
        columns = self.heading.columns
        skip = self.heading_line()
        seen = 0
        for number, row in self.source.rows():
            if number <= skip:
                continue
            cells = [_cell(row[column]) if column < len(row) else None for column in columns]
            if all(cell is None for cell in cells):
                continue
            seen += 1
            if seen > MAX_ROWS:
                raise Unreadable(
                    _("Ce fichier compte plus de %s lignes : découpez-le en plusieurs fichiers.")
                    % f"{MAX_ROWS:,}".replace(",", "\u202f")
                )
            yield number, cells

    def heading_line(self) -> int:
        return self._heading_number if self.heading.row >= 0 else 0

    _heading_number: int = 0


def fingerprint(headings: list[str]) -> str:
    text = "\n".join(sorted(fold(name) for name in headings if name != REASON))
    return blake2b(text.encode(), digest_size=16).hexdigest()


def _cell(cell: Any) -> Any:
    """Empty cells are None; text keeps its line breaks but not the spaces around."""
    if isinstance(cell, str):
        text = cell.strip("\ufeff \t\r\n\u00a0\u202f")
        return text or None
    return None if is_blank(cell) else cell


def open_table(path: Path, sheet: str = "") -> Table:
    """Reads the beginning of a file. Raises `Unreadable` with a sentence for whoever sent it."""
    family = family_of(path)
    source = open_delimited(path) if family.name == "csv" else open_workbook(path, family, sheet)
    sample = list(islice(source.rows(), SAMPLE_ROWS))
    sample = [(number, [_cell(cell) for cell in row]) for number, row in sample]
    width = max((len(row) for _number, row in sample), default=0)
    if not any(cell is not None for _number, row in sample for cell in row):
        empty = _("Ce fichier ne contient aucune ligne.")
        raise Unreadable(uncomputed(family.uncomputed) if family.uncomputed else empty)
    heading = find_heading(sample, source.merged())
    if len(heading.columns) > MAX_COLUMNS or (family.name == "csv" and width > MAX_COLUMNS):
        raise Unreadable(too_many_columns(width))
    table = Table(source, family.name, heading, notes=[*source.notes(), *heading.notes])
    if heading.row >= 0:
        table._heading_number = sample[heading.row][0]
    table.sample = list(islice(table.rows(), SAMPLE_ROWS))
    if not table.sample and family.uncomputed:
        raise Unreadable(uncomputed(family.uncomputed))
    if not table.sample:
        raise Unreadable(_("Ce fichier n’a que des titres : aucune ligne à importer."))
    return table
