"""A model workbook for a record type: its headings, and what may stand under them."""

from __future__ import annotations

from typing import IO, Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import Field, Kind, RecordType

from .matching.targets import writable_fields
from .values.choices import Choices

EXAMPLES = {
    Kind.EMAIL: "prenom.nom@exemple.fr",
    Kind.PHONE: "02 40 00 00 00",
    Kind.DATE: "31/12/2026",
    Kind.DATETIME: "31/12/2026 14:30",
    Kind.BOOLEAN: "oui / non",
    Kind.INTEGER: "12",
    Kind.DECIMAL: "12,5",
    Kind.MONEY: "1 250,00",
    Kind.URL: "https://www.exemple.fr",
}
LISTS = (Kind.CHOICE, Kind.CHOICES, Kind.LINK, Kind.TAGS)


def write_sample(user: Any, record_type: RecordType, target: IO[bytes]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#E8EAF0", "bottom": 1})
    text = book.add_format({"num_format": "@"})
    fields = list(writable_fields(user, record_type).values())
    sheet = book.add_worksheet(str(record_type.label_plural)[:31])
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(fields), 20, text)
    for column, field in enumerate(fields):
        sheet.write_string(0, column, str(field.label), head)
    help_sheet = book.add_worksheet(_("Explications"))
    help_sheet.set_column(0, 2, 40)
    for column, title in enumerate((_("Colonne"), _("Obligatoire"), _("Ce qu’on y écrit"))):
        help_sheet.write_string(0, column, title, head)
    for row, field in enumerate(fields, 1):
        help_sheet.write_string(row, 0, str(field.label))
        help_sheet.write_string(row, 1, _("oui") if field.required else "")
        help_sheet.write_string(row, 2, _told(user, record_type, field))
    book.close()


def _told(user: Any, record_type: RecordType, field: Field) -> str:
    if field.kind in LISTS:
        labels = list(dict.fromkeys(Choices.of(user, record_type, field).labels.values()))
        shown = ", ".join(labels[:12])
        return f"{shown}…" if len(labels) > 12 else shown
    return EXAMPLES.get(field.kind, str(field.help or ""))
