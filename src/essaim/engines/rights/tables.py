"""The matrix as a file: the table of the need, as CSV or XLSX."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from essaim.kit.text import fold

from .declarations import resources, role_presets
from .matrix import Line
from .models import Reach, Role

HEADERS = (
    "objectif", "moyen", "ressource", "profil",
    "creation", "modification", "suppression", "visionnage", "portee", "note",
)  # fmt: skip
WIDTHS = (34, 40, 24, 30, 10, 13, 12, 11, 14, 50)
REACH_WORDS = {
    "tout": Reach.ALL.value,
    "son-reseau": Reach.NETWORK.value,
    "son-territoire": Reach.TERRITORY.value,
    "son-groupe": Reach.GROUP.value,
    "confies": Reach.ASSIGNED.value,
    "les-siens": Reach.MINE.value,
}
WORD_OF_REACH = {value: word for word, value in REACH_WORDS.items()}
YES = {"x", "oui", "o", "1", "vrai", "true", "✓", "✔"}
NO = {"", "non", "n", "0", "faux", "false", "-", "–", "—"}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would run what starts so
MAX_BYTES = 2 * 1024 * 1024
MAX_LINES = 5000


class BadTable(Exception):
    """The file cannot be loaded; `errors` are sentences, each naming its line when there is one."""

    def __init__(self, errors: list[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = errors


def as_rows(lines: Iterable[Line]) -> list[dict[str, str]]:
    """The lines as the file words them, in French whatever the reader's language."""
    with translation.override("fr"):
        return [_row(line) for line in lines]


def _row(line: Line) -> dict[str, str]:
    resource = resources.get(line.resource) if line.resource in resources else None
    marks = ("x" if flag else "" for flag in line.flags)
    texts = (_plain(resource.objective), _plain(resource.label)) if resource else ("", "")
    note = f"'{line.note}" if line.note.startswith(FORMULA) else line.note
    values = (*texts, line.resource, line.role, *marks, WORD_OF_REACH[line.reach], note)
    return dict(zip(HEADERS, values, strict=True))


def _plain(text: Any) -> str:
    """Straight apostrophes and ordinary spaces, as spreadsheets are searched."""
    return str(text).replace("’", "'").replace("\u202f", " ").replace("\u00a0", " ")


def to_csv(lines: Iterable[Line]) -> str:
    output = io.StringIO()
    writer = csv.DictWriter(output, HEADERS, delimiter=";", lineterminator="\n")
    writer.writeheader()
    writer.writerows(as_rows(lines))
    return output.getvalue()


def to_xlsx(lines: Iterable[Line]) -> bytes:
    import xlsxwriter

    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("Droits")
    bold = book.add_format({"bold": True, "bottom": 1})
    plain = book.add_format({"text_wrap": True, "valign": "top"})
    centred = book.add_format({"align": "center", "valign": "top"})
    lead = book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bg_color": "#DCE6F5"})
    for column, (name, width) in enumerate(zip(HEADERS, WIDTHS, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, name, bold)
    lines = list(lines)
    for number, (line, row) in enumerate(zip(lines, as_rows(lines), strict=True), 1):
        for column, (name, text) in enumerate(row.items()):
            style = centred if column in range(4, 8) else lead if line.lead and name == "profil" else plain
            sheet.write_string(number, column, text, style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(lines), len(HEADERS) - 1)
    book.close()
    return output.getvalue()


def read(content: bytes) -> list[list[str]]:
    """The cells of a CSV or XLSX file as text; raises `BadTable` when it is neither."""
    if len(content) > MAX_BYTES:
        raise BadTable([_("Le fichier dépasse 2 Mo : ce n’est pas une matrice de droits.")])
    if not content.strip():
        raise BadTable([_("Le fichier est vide.")])
    if content[:4] == b"PK\x03\x04":
        return _read_workbook(content)
    if b"\x00" in content[:4096]:
        raise BadTable([_("Ce fichier n’est ni un classeur XLSX ni un fichier CSV.")])
    text = _decode(content)
    first = text.split("\n", 1)[0]
    separator = max(";,\t", key=first.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))
    except csv.Error as error:
        raise BadTable([_("Le fichier CSV est mal formé : %s.") % error]) from error


def _decode(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _read_workbook(content: bytes) -> list[list[str]]:
    import python_calamine

    try:
        sheet = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
        found = sheet.to_python(skip_empty_area=False)
    except Exception as error:  # the reader raises as many kinds as there are broken files
        raise BadTable([_("Ce classeur ne peut pas être lu : %s.") % error]) from error
    return [[_cell(value) for value in row] for row in found]


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def parse(cells: Sequence[Sequence[str]]) -> list[Line]:
    """The lines of a file. Raises `BadTable` with every error found: nothing is loaded by halves."""
    if not cells:
        raise BadTable([_("Le fichier est vide.")])
    places = _places(cells[0])
    if len(cells) > MAX_LINES:
        raise BadTable([_("Le fichier compte %d lignes : ce n’est pas une matrice.") % len(cells)])
    roles = known_roles()
    errors: list[str] = []
    found: dict[tuple[str, str, str], int] = {}
    lines: list[Line] = []
    for number, row in enumerate(cells[1:], 2):
        values = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if not any(values.values()):
            continue
        line, wrong = _line(values, roles)
        if line is not None and line.key in found:
            wrong.append(_("répète la ligne %d (même profil, même ressource, même portée)") % found[line.key])
        errors += [_("Ligne %(number)d : %(error)s.") % {"number": number, "error": text} for text in wrong]
        if line is not None:
            found.setdefault(line.key, number)
            lines.append(line)
    if errors:
        raise BadTable(errors)
    if not lines:
        raise BadTable([_("Le fichier ne contient aucune ligne de droits.")])
    return lines


def known_roles() -> set[str]:
    """Codes of the roles that exist, and of those a module can bring."""
    return set(Role.objects.values_list("code", flat=True)) | set(role_presets.names())


def _places(header: Sequence[str]) -> dict[str, int]:
    places: dict[str, int] = {}
    for place, text in enumerate(header):
        name = fold(str(text)).strip()
        if name in HEADERS:
            if name in places:
                raise BadTable([_("La colonne « %s » est là deux fois.") % name])
            places[name] = place
    missing = [name for name in HEADERS if name not in places and name not in {"objectif", "moyen", "note"}]
    if missing:
        raise BadTable([_("Il manque la colonne : %s.") % ", ".join(missing)])
    return places


def _line(values: dict[str, str], roles: set[str]) -> tuple[Line | None, list[str]]:
    wrong: list[str] = []
    if values["ressource"] not in resources:
        wrong.append(_("la ressource « %s » n’existe pas") % values["ressource"])
    if values["profil"] not in roles:
        wrong.append(_("le profil « %s » n’existe pas") % values["profil"])
    reach = REACH_WORDS.get(fold(values["portee"]).replace(" ", "-") or "tout")
    if reach is None:
        words = ", ".join(REACH_WORDS)
        text = _("la portée « %(word)s » est inconnue (%(words)s)")
        wrong.append(text % {"word": values["portee"], "words": words})
    marks = []
    for name in HEADERS[4:8]:
        mark = fold(values[name])
        if mark not in YES | NO:
            text = _("« %(mark)s » ne se comprend pas dans la colonne %(name)s (x ou rien)")
            wrong.append(text % {"mark": values[name], "name": name})
        marks.append(mark in YES)
    create, change, delete, view = marks
    note = values.get("note", "")
    if note.startswith("'") and note[1:].startswith(FORMULA):
        note = note[1:]
    if len(note) > 300:
        wrong.append(_("la note dépasse 300 caractères"))
    if wrong or reach is None:
        return None, wrong
    return Line(values["ressource"], values["profil"], reach, create, change, delete, view, note), wrong
