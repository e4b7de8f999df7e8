"""Cells that look empty, or hold signs nobody sees."""

from __future__ import annotations

import pytest

from essaim.engines.exchange.reading import Unreadable, open_table
from essaim.engines.exchange.values.cells import text_of


@pytest.mark.parametrize("rows", [[], [("Tout va bien", "Nantes")]])
def test_formulas_without_their_result_are_told(tmp_path, rows):
    import openpyxl

    path = tmp_path / "liste.xlsx"
    book = openpyxl.Workbook()
    book.active.append(("Nom", "Ville"))
    for row in rows:
        book.active.append(row)
    book.active.append(('="Mai"&"son"', '=UPPER("nantes")'))
    book.save(path)
    if rows:
        told = " ".join(open_table(path).notes)
    else:
        with pytest.raises(Unreadable) as refused:
            open_table(path)
        told = str(refused.value)
    assert "2 formules de ce classeur n’ont pas de résultat enregistré" in told
    assert "enregistrez-le, puis importez-le de nouveau" in told


@pytest.mark.parametrize(
    ("cell", "kept"),
    [
        ("👩\u200d👩\u200d👧", "👩\u200d👩\u200d👧"),
        ("❤\ufe0f\u200d🔥 solaire", "❤\ufe0f\u200d🔥 solaire"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("क\u200dष", "क\u200dष"),
        ("Jean\u200b Du\u200dpont\u200c", "Jean Dupont"),
        ("\u200d👩", "👩"),
        ("awa\u200d@b.example", "awa@b.example"),
    ],
)
def test_joiners_stay_where_they_mean_something(cell, kept):
    assert text_of(cell) == kept
