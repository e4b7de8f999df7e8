"""CSV in any usual dress: encoding, separator and quotes are found, rows come one by one."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from .encodings import encoding_of, label_of
from .errors import Unreadable
from .limits import MAX_CELL

SEPARATORS = (";", "\t", ",", "|")
NAMES = {";": "point-virgule", "\t": "tabulation", ",": "virgule", "|": "barre"}
SAMPLE = 256 * 1024


@dataclass(frozen=True)
class Delimited:
    """How to read one text file. `separator` is "" for a single column."""

    path: Path
    encoding: str
    separator: str
    quote: str = '"'

    @property
    def sheets(self) -> tuple[str, ...]:
        return ()

    def notes(self) -> list[str]:
        parts = [_("Texte lu comme %s") % label_of(self.encoding)]
        if self.separator:
            parts.append(_("colonnes séparées par : %s") % NAMES[self.separator])
        return [", ".join(parts) + "."]

    def merged(self) -> list[Any]:
        return []

    def rows(self) -> Iterator[tuple[int, list[Any]]]:
        """(number of the line in the file, cells); a cell that swallows the file is refused by its line."""
        csv.field_size_limit(MAX_CELL)
        with self.path.open(encoding=self.encoding, errors="replace", newline="") as file:
            lines = (line.replace("\x00", "") for line in file)
            reader = csv.reader(lines, delimiter=self.separator or "\x1f", quotechar=self.quote)
            start = 1
            try:
                for row in reader:
                    yield start, list(row)
                    start = reader.line_num + 1
            except csv.Error as error:
                raise Unreadable(_too_long(start)) from error


def _too_long(line: int) -> str:
    return _(
        "À partir de la ligne %(line)s, une cellule dépasse %(limit)s caractères : il manque sans doute un "
        "guillemet fermant à cet endroit. Corrigez le fichier et importez-le de nouveau."
    ) % {"line": line, "limit": f"{MAX_CELL:,}".replace(",", "\u202f")}


def open_delimited(path: Path) -> Delimited:
    encoding = encoding_of(path)
    sample = _sample(path, encoding)
    if sum(not (char.isprintable() or char in "\t\r\n\u00a0\u202f\ufeff\x0b") for char in sample) > max(
        3, len(sample) // 100
    ):
        raise Unreadable(
            _(
                "Ce fichier n’est ni un classeur ni un texte. Essaim importe les fichiers XLSX, ODS et CSV : "
                "ouvrez votre liste dans un tableur et enregistrez-la dans l’un de ces formats."
            )
        )
    separator = _separator(sample)
    if separator in ("", ",") and _is_prose(sample, separator):
        raise Unreadable(
            _(
                "Ce fichier est un texte, pas un tableau : ses lignes ne se découpent pas en colonnes. Enregistrez "
                "votre liste au format CSV ou XLSX depuis un tableur."
            )
        )
    return Delimited(path, encoding, separator)


def _sample(path: Path, encoding: str) -> str:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        text = file.read(SAMPLE)
    if len(text) == SAMPLE and "\n" in text:
        text = text[: text.rfind("\n") + 1]
    return text.replace("\x00", "")


def _separator(sample: str) -> str:
    """The separator that cuts the most lines into the same number of columns, at least two."""
    scores = {separator: _regularity(sample, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return best if scores[best] > 0 else ""


def _regularity(sample: str, separator: str) -> float:
    csv.field_size_limit(SAMPLE * 2)
    widths: Counter[int] = Counter()
    try:
        for number, row in enumerate(csv.reader(sample.splitlines(keepends=True), delimiter=separator)):
            if any(cell.strip() for cell in row):
                widths[len(row)] += 1
            if number > 300:
                break
    except csv.Error:
        return 0
    total = sum(widths.values())
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    share = count / total
    return 0 if share < 0.3 else share + min(width, 20) / 100


def _is_prose(sample: str, separator: str) -> bool:
    """Long lines of words; their commas, if any, are those of sentences: each with a space after it."""
    lines = [line for line in sample.splitlines() if line.strip()][:100]
    if not lines or '"' in lines[0]:
        return False
    words = sum(len(line.split()) for line in lines) / len(lines)
    if not separator:
        return words > 5
    commas = sum(line.count(",") for line in lines)
    return words > 8 and sum(line.count(", ") for line in lines) > 0.9 * commas
