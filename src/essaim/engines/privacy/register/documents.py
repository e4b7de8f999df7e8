"""The register as a workbook, a PDF and a text document."""

from __future__ import annotations

from typing import IO, Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.accounts.api import branding_for
from essaim.engines.privacy.handing_over import as_pdf
from essaim.engines.privacy.models import Processing
from essaim.engines.records.api import record_types

COLUMNS = (
    "name", "purpose", "basis", "basis_note", "types", "people", "data", "sensitive", "recipients", "transfers",
    "retention", "security", "processors", "responsible", "since", "reviewed_on", "ended_on",
)  # fmt: skip
WIDE = {"purpose", "data", "recipients", "security"}


def entries(rows: list[Processing]) -> list[tuple[Processing, list[tuple[str, str]]]]:
    """Each entry with its (heading, text) pairs, empty ones left out except those the law asks for."""
    return [
        (row, [(heading(name), text_of(row, name)) for name in COLUMNS[1:] if text_of(row, name)])
        for row in rows
    ]


def heading(name: str) -> str:
    text = str(Processing._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return text[:1].upper() + text[1:]


def text_of(row: Processing, name: str) -> str:
    value: Any = getattr(row, name)
    if name == "basis":
        return str(row.get_basis_display())
    if name == "types":
        return ", ".join(str(record_types.get(item).label_plural) for item in value if item in record_types)
    if name == "retention":
        return "\n".join(filter(None, [value, *rules_of(row)]))
    return f"{value:%d/%m/%Y}" if hasattr(value, "strftime") else str(value or "")


def rules_of(row: Processing) -> list[str]:
    """The retention rules in force, in words."""
    duty = _("%(rule)s : à garder %(months)s mois (obligation légale).")
    usual = _("%(rule)s : %(months)s mois, puis %(outcome)s.")
    return [
        (duty if rule.obligation else usual)
        % {"rule": rule.name, "months": rule.months, "outcome": rule.get_outcome_display()}
        for rule in row.rules.all()
        if rule.active
    ]


def write_xlsx(target: IO[bytes], rows: list[Processing]) -> None:
    import xlsxwriter

    book = xlsxwriter.Workbook(
        target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    sheet = book.add_worksheet(_("Registre"))
    head = book.add_format({"bold": True, "bg_color": "#F3E3EE", "text_wrap": True, "valign": "top"})
    cell = book.add_format({"text_wrap": True, "valign": "top"})
    for column, name in enumerate(COLUMNS):
        sheet.set_column(column, column, 45 if name in WIDE else 24)
        sheet.write_string(0, column, heading(name), head)
    for line, row in enumerate(rows, 1):
        for column, name in enumerate(COLUMNS):
            sheet.write_string(line, column, text_of(row, name)[:32_000], cell)
    sheet.freeze_panes(1, 1)
    book.close()


def page(rows: list[Processing]) -> str:
    brand = branding_for(None)
    context = {
        "entries": entries(rows),
        "platform": brand.name,
        "contact": brand.contact_email,
        "made": timezone.now(),
    }
    return render_to_string("privacy/register_document.html", context)


def write_pdf(target: IO[bytes], rows: list[Processing]) -> bool:
    """False where the library for PDF is not there."""
    made = as_pdf(page(rows))
    if made is None:
        return False
    target.write(made)
    return True


def write_docx(target: IO[bytes], rows: list[Processing]) -> None:
    from docx import Document

    book = Document()
    book.add_heading(_("Registre des activités de traitement"), 0)
    brand = branding_for(None)
    book.add_paragraph(f"{brand.name} · {timezone.localdate():%d/%m/%Y}")
    if brand.contact_email:
        book.add_paragraph(_("Contact : %s") % brand.contact_email)
    for row, pairs in entries(rows):
        book.add_heading(row.name, 1)
        table = book.add_table(rows=0, cols=2, style="Table Grid")
        for label, text in pairs:
            cells = table.add_row().cells
            cells[0].paragraphs[0].add_run(label).bold = True
            cells[1].text = text
    book.save(target)
