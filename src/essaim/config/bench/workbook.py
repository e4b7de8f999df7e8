"""The workbook that the bench imports: other people than those loaded, a few of them nearly the same."""

from __future__ import annotations

import random
from pathlib import Path

from .people import FIRST, SURNAMES, TOWNS

HEADINGS = ("Prénom", "Nom", "Adresse électronique", "Mobile", "Adresse", "Code postal", "Ville", "Fonction")
JOBS = ("Directrice", "Formateur", "Conseillère", "Comptable", "Accompagnateur", "Encadrante technique")


def write_people(path: Path, count: int) -> None:
    import xlsxwriter

    draw = random.Random(5)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Personnes")
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, count + 1):
        postcode, city = draw.choice(TOWNS)
        row = (
            draw.choice(FIRST),
            draw.choice(SURNAMES),
            f"i{number}@import.example",
            f"06{12_000_000 + number * 37:08d}",
            f"{number % 90 + 1} place du Marché",
            postcode,
            city,
            draw.choice(JOBS),
        )
        sheet.write_row(number, 0, row)
    book.close()
