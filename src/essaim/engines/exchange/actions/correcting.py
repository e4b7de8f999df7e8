"""Corrections made on the trial's page: a cell, a word, a field that was missing."""

from __future__ import annotations

from typing import Any

from essaim.engines.exchange.declarations import in_bulk
from essaim.engines.exchange.mapping import Mapping
from essaim.engines.exchange.matching.contents import natures_of
from essaim.engines.exchange.models import ImportRow, ImportRun
from essaim.engines.exchange.planning.options import Options
from essaim.engines.exchange.planning.planner import Planner
from essaim.engines.exchange.values.cells import text_of
from essaim.engines.records.api import Kind, add_custom_field
from essaim.kit.text import fold

from .deciding import check_open
from .running import counted


def correct(*, actor: Any, run: ImportRun, line: int, cells: list[str]) -> ImportRow:
    """The row tried again with other cells, which are kept for any later trial of the same file."""
    check_open(actor, run)
    row = run.rows.get(line=line)
    new = [_kept(old, text) for old, text in zip(_padded(row.cells, len(cells)), cells, strict=True)]
    run.source.setdefault("corrections", {})[str(line)] = new
    planner = Planner(actor, run.record_type, Mapping.from_json(run.mapping), Options.from_json(run.options))
    with in_bulk():
        [tried] = planner.batch([planner.reader.read(line, new)])
    tried.pk, tried.run = row.pk, run
    tried.save()
    run.counts = counted(run)
    run.save(update_fields=["source", "counts"])
    return tried


def _padded(cells: list[Any], width: int) -> list[Any]:
    return [*cells, *([None] * (width - len(cells)))]


def _kept(old: Any, text: str) -> Any:
    """A cell left as it was keeps its type."""
    if text == ("" if old is None else str(old)):
        return old
    return text.strip() or None


def translate(*, actor: Any, run: ImportRun, pairs: dict[str, str]) -> None:
    """Words a list did not know, given a meaning: "u-<column>-<word>" → label, "-" to drop, "+" to add to the list."""
    check_open(actor, run)
    mapping = Mapping.from_json(run.mapping)
    for name, label in pairs.items():
        _prefix, index, word = name.split("-", 2)
        if not label or not index.isdigit() or int(index) >= len(mapping.columns):
            continue
        column = mapping.columns[int(index)]
        if label == "+":
            column.create = True
        else:
            column.values[fold(word)] = "" if label == "-" else label
    run.mapping = mapping.to_json()
    run.save(update_fields=["mapping"])


def new_field(*, actor: Any, run: ImportRun, heading: str, cells: list[Any]) -> str:
    """A custom field for a column that has none; its kind follows what the column holds. Its name."""
    return add_custom_field(actor=actor, type_name=run.type, label=heading[:80], kind=kind_of(cells)).name


def kind_of(cells: list[Any]) -> str:
    known = [cell for cell in cells if cell is not None]
    natures = natures_of(known)
    if not known:
        return Kind.TEXT
    if natures["boolean"] == 1 and len(known) > 1:
        return Kind.BOOLEAN
    if natures["date"] > 0.9:
        return Kind.DATE
    if all(isinstance(cell, (int, float)) and not isinstance(cell, bool) for cell in known):
        return Kind.INTEGER if all(float(cell).is_integer() for cell in known) else Kind.DECIMAL
    if natures["email"] > 0.9:
        return Kind.EMAIL
    return Kind.LONG_TEXT if any(len(text_of(cell)) > 200 for cell in known) else Kind.TEXT
