"""Where the table starts in a sheet, and how its columns are called."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, time
from typing import Any

from django.utils.translation import gettext as _

from essaim.kit.text import fold

Numbered = tuple[int, list[Any]]
DATA = re.compile(r"^[\d\s.,/:+€%()-]+$|@|^https?://", re.IGNORECASE)
FLAGS = {"oui", "non", "vrai", "faux", "true", "false", "yes", "no", "x"}


@dataclass
class Heading:
    """`row`: index of the heading row in the sample (-1: none). `columns`: indexes kept, `names` theirs."""

    row: int
    columns: list[int]
    names: list[str]
    notes: list[str] = field(default_factory=list)


def is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip("\ufeff \t\r\n\u00a0\u202f"))


def plain(cell: Any) -> str:
    """A heading as text, on one line."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return re.sub(
        r"\s+", " ", str(cell).replace("\ufeff", "").replace("\u00a0", " ").replace("\u202f", " ")
    ).strip()


def _looks_like_data(cell: Any) -> bool:
    if isinstance(cell, (bool, int, float, date, time)):
        return not (isinstance(cell, (int, float)) and 1900 <= cell <= 2100)
    text = plain(cell)
    return bool(DATA.search(text)) or fold(text) in FLAGS or len(text) > 120


def find_heading(sample: list[Numbered], merged: list[Any]) -> Heading:
    """The heading of the table that starts somewhere in `sample`."""
    widths = [sum(not is_blank(cell) for cell in row) for _number, row in sample]
    usual = max(widths, default=0)
    index = _heading_row(sample, widths, usual)
    notes: list[str] = []
    if index < 0:
        return _without_heading(sample, notes)
    if sample[index][0] > 1 and any(widths[:index]):
        notes.append(_("Les titres de colonnes ont été trouvés à la ligne %s.") % sample[index][0])
    names = [("" if is_blank(cell) else plain(cell)) for cell in sample[index][1]]
    names = _with_groups(sample, index, names, merged, notes)
    return _kept(sample, index, names, notes)


def _heading_row(sample: list[Numbered], widths: list[int], usual: int) -> int:
    """The first row nearly as wide as the table, all of words, with something under it."""
    for index, (_number, row) in enumerate(sample[:30]):
        filled = [cell for cell in row if not is_blank(cell)]
        following = [width for width in widths[index + 1 : index + 40] if width]
        if not filled or (not following and index and any(widths[:index])):
            continue
        wide = sorted(following)[len(following) // 2] if following else usual
        if len(filled) < max(1, 0.6 * min(usual, wide)):
            continue
        data = sum(_looks_like_data(cell) for cell in filled)
        if data == 0 or (data <= 0.2 * len(filled) and _contrasts(sample, index)):
            if len(filled) == 1 and usual > 1:
                continue
            return index
        if len(filled) >= 0.6 * usual and data > 0.2 * len(filled):
            return -1
    return -1


def _contrasts(sample: list[Numbered], index: int) -> bool:
    """Do rows below hold data where this one holds words?"""
    below = [row for _number, row in sample[index + 1 : index + 6]]
    return any(_looks_like_data(cell) for row in below for cell in row if not is_blank(cell))


def _without_heading(sample: list[Numbered], notes: list[str]) -> Heading:
    width = max((len(row) for _number, row in sample), default=0)
    columns = [
        column
        for column in range(width)
        if any(column < len(row) and not is_blank(row[column]) for _number, row in sample)
    ]
    notes.append(_("Ce fichier n’a pas de ligne de titres : ses colonnes sont appelées par leur lettre."))
    return Heading(-1, columns, [_("Colonne %s") % letter_of(column) for column in columns], notes)


def _with_groups(
    sample: list[Numbered], index: int, names: list[str], merged: list[Any], notes: list[str]
) -> list[str]:
    """Merged cells above or beside the headings lend them their words: "Adresse" over "Ville"."""
    names = list(names)
    if index == 0:
        return names
    above = sample[index - 1][1]
    groups = _spread(above, sample[index - 1][0] - 1, len(names), merged)
    filled = [column for column, group in enumerate(groups) if group]
    if len({groups[column] for column in filled}) < 2 and len(filled) >= len([n for n in names if n]):
        return names
    used = False
    folded = [fold(name) for name in names]
    for column in filled:
        if not names[column]:
            names[column], used = groups[column], True
        elif folded.count(folded[column]) > 1:
            names[column], used = f"{groups[column]} · {names[column]}", True
    if used:
        notes.append(_("Des titres étaient fusionnés sur plusieurs cellules : leurs mots ont été réunis."))
    return names


def _spread(above: list[Any], row: int, width: int, merged: list[Any]) -> list[str]:
    """The words of the row above, each over all the columns of its merged cell."""
    groups = ["" for _column in range(width)]
    for column, cell in enumerate(above[:width]):
        if not is_blank(cell):
            groups[column] = plain(cell)
    for (top, left), (bottom, right) in merged:
        if top <= row <= bottom and 0 <= left < width and groups[left]:
            for column in range(left, min(right + 1, width)):
                groups[column] = groups[left]
    return groups


def _kept(sample: list[Numbered], index: int, names: list[str], notes: list[str]) -> Heading:
    """Columns with a name or with values; unnamed ones get their letter, repeated ones a number."""
    width = max(len(row) for _number, row in sample[index:])
    names += [""] * (width - len(names))
    below = [row for _number, row in sample[index + 1 :]]
    columns, unnamed, empty = [], 0, 0
    for column in range(width):
        has_values = any(column < len(row) and not is_blank(row[column]) for row in below)
        if not names[column] and not has_values:
            empty += 1
            continue
        if not names[column]:
            names[column] = _("Colonne %s") % letter_of(column)
            unnamed += 1
        columns.append(column)
    if unnamed:
        notes.append(_("Des colonnes n’ont pas de titre (%s) : elles portent leur lettre.") % unnamed)
    if empty:
        notes.append(_("Des colonnes vides ont été laissées de côté (%s).") % empty)
    return Heading(index, columns, _numbered([names[column] for column in columns], notes), notes)


def _numbered(names: list[str], notes: list[str]) -> list[str]:
    seen: dict[str, int] = {}
    taken = {fold(name) for name in names}
    result, repeated = [], []
    for name in names:
        key = fold(name)
        seen[key] = seen.get(key, 0) + 1
        if seen[key] == 1:
            result.append(name)
            continue
        number = seen[key]
        while fold(f"{name} ({number})") in taken:
            number += 1
        result.append(f"{name} ({number})")
        taken.add(fold(result[-1]))
        repeated.append(name)
    if repeated:
        listed = ", ".join(f"«\u202f{name}\u202f»" for name in dict.fromkeys(repeated))
        notes.append(_("Plusieurs colonnes portent le même titre, elles ont été numérotées : %s.") % listed)
    return result


def letter_of(column: int) -> str:
    """0 → "A", 26 → "AA", as in a spreadsheet."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
