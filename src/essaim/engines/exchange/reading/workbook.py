"""Workbooks through calamine; where it cannot be had (the browser), XLSX through openpyxl."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .errors import Unreadable
from .families import Family, damaged, locked
from .limits import MAX_COLUMNS, MAX_ROWS

Merge = tuple[tuple[int, int], tuple[int, int]]


@dataclass
class Workbook:
    """One sheet of a workbook. `sheets`: the visible ones; `merged`: ranges of cells, from zero."""

    path: Path
    family: Family
    sheet: str
    sheets: tuple[str, ...] = ()
    encoding: str = ""
    separator: str = ""
    _opened: Any = field(default=None, repr=False)

    def notes(self) -> list[str]:
        notes = []
        if len(self.sheets) > 1:
            notes.append(
                _("Feuille lue : « %(name)s » (le classeur en compte %(count)s).")
                % {"name": self.sheet, "count": len(self.sheets)}
            )
        if self.family.formulas > self.family.uncomputed:
            notes.append(
                _("Le classeur contient %s formules : leur résultat est importé, pas la formule.")
                % self.family.formulas
            )
        if self.family.uncomputed:
            notes.append(uncomputed(self.family.uncomputed))
        if self.family.macros:
            notes.append(
                _("Le classeur contient des macros : elles sont ignorées, seules les valeurs sont lues.")
            )
        return notes

    def merged(self) -> list[Merge]:
        """Ranges of merged cells, counted from the first column that `rows` gives."""
        if not has_calamine() or self._content().start is None:
            return []
        shift = self._content().start[1]
        return [
            ((top, left - shift), (bottom, right - shift))
            for (top, left), (bottom, right) in self._content().merged_cell_ranges or []
        ]

    def _content(self) -> Any:
        if self._opened is None:
            self._opened = _calamine(self.path).get_sheet_by_name(self.sheet)
        return self._opened

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """(number of the row in the sheet, cells from the first filled column on)."""
        if not has_calamine():
            yield from _openpyxl_rows(self.path, self.sheet)
            return
        sheet = self._content()
        if sheet.start is None:
            return
        _within_limits(sheet.end[0] + 1, sheet.end[1] + 1)
        yield from enumerate(sheet.iter_rows(), 1)


def has_calamine() -> bool:
    try:
        import python_calamine  # noqa: F401
    except ImportError:
        return False
    return True


def open_workbook(path: Path, family: Family, sheet: str = "") -> Workbook:
    """The asked sheet, else the first visible one that holds more than a word."""
    if not has_calamine():
        return _open_with_openpyxl(path, family, sheet)
    book = _calamine(path)
    visible = [
        item.name
        for item in book.sheets_metadata
        if str(item.visible).endswith(".Visible") and "WorkSheet" in str(item.typ)
    ]
    names = tuple(visible or book.sheet_names)
    if not names:
        raise Unreadable(_("Ce classeur ne contient aucune feuille."))
    if sheet in names:
        return Workbook(path, family, sheet, names, _opened=_guarded(book.get_sheet_by_name, sheet))
    for name in names:
        opened = _guarded(book.get_sheet_by_name, name)
        if opened.height >= 2 or opened.width >= 2 or name == names[-1]:
            return Workbook(path, family, name, names, _opened=opened)
    return Workbook(path, family, names[0], names)


def uncomputed(count: int) -> str:
    return (
        ngettext(
            "%s formule de ce classeur n’a pas de résultat enregistré : sa case serait lue comme vide.",
            "%s formules de ce classeur n’ont pas de résultat enregistré : leurs cases seraient lues comme vides.",
            count,
        )
        % count
        + " "
        + _("Ouvrez-le dans votre tableur, enregistrez-le, puis importez-le de nouveau.")
    )


def _guarded(function: Any, *arguments: Any) -> Any:
    """Calls the library; whatever it cannot read is one sentence for the reader."""
    import python_calamine

    try:
        return function(*arguments)
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except python_calamine.PasswordError as error:
        raise Unreadable(locked()) from error
    except BaseException as error:
        raise Unreadable(damaged()) from error


def _calamine(path: Path) -> Any:
    import python_calamine

    return _guarded(python_calamine.CalamineWorkbook.from_path, str(path))


def _within_limits(rows: int, columns: int) -> None:
    if rows > MAX_ROWS:
        raise Unreadable(_too_many_rows())
    if columns > MAX_COLUMNS:
        raise Unreadable(too_many_columns(columns))


def _too_many_rows() -> str:
    return _(
        "Cette feuille compte plus de %s lignes : découpez-la en plusieurs fichiers. S’il s’agit de lignes vides en "
        "bas de page, copiez votre liste dans un nouveau classeur."
    ) % f"{MAX_ROWS:,}".replace(",", "\u202f")


def too_many_columns(columns: int) -> str:
    return _(
        "Cette feuille compte %(count)s colonnes, Essaim en lit %(limit)s au plus : supprimez celles dont vous "
        "n’avez pas besoin, puis importez de nouveau."
    ) % {"count": columns, "limit": MAX_COLUMNS}


def _open_with_openpyxl(path: Path, family: Family, sheet: str) -> Workbook:
    if family.name != "xlsx":
        raise Unreadable(_("Ici, seuls les classeurs XLSX et les fichiers CSV peuvent être lus."))
    book = _openpyxl(path)
    names = tuple(item.title for item in book.worksheets if item.sheet_state == "visible")
    book.close()
    return Workbook(path, family, sheet if sheet in names else names[0], names)


def _openpyxl(path: Path) -> Any:
    import openpyxl

    try:
        return openpyxl.load_workbook(BytesIO(path.read_bytes()), read_only=True, data_only=True)
    except Exception as error:
        raise Unreadable(damaged()) from error


def _openpyxl_rows(path: Path, sheet: str) -> Iterator[tuple[int, list[Any]]]:
    book = _openpyxl(path)
    try:
        for number, row in enumerate(book[sheet].iter_rows(values_only=True), 1):
            if number > MAX_ROWS:
                raise Unreadable(_too_many_rows())
            yield number, list(row)
    finally:
        book.close()
