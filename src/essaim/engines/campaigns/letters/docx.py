"""Letters as one document for a word processor, to be touched up before printing."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from .envelopes import Head, Letter
from .text import Block, blocks

STYLES = {"h2": "Heading 1", "h3": "Heading 2", "h4": "Heading 3", "quote": "Quote"}


def letters_docx(letters: list[Letter], head: Head) -> bytes:
    from docx import Document
    from docx.enum.text import WD_BREAK
    from docx.shared import Mm, Pt

    document = Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin = section.bottom_margin = Mm(20)
    document.core_properties.title = head.sender
    normal: Any = document.styles["Normal"]
    normal.font.name, normal.font.size = "Arial", Pt(11)
    for number, letter in enumerate(letters):
        if number:
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        document.add_paragraph().add_run(head.sender).bold = True
        for line in (*letter.address, "", head.day):
            place = document.add_paragraph(line)
            place.paragraph_format.left_indent = Mm(85)
            place.paragraph_format.space_after = Pt(0)
        document.add_paragraph()
        if letter.subject:
            document.add_paragraph().add_run(letter.subject).bold = True
        for block in blocks(letter.html):
            _write(document, block)
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def _write(document: Any, block: Block) -> None:
    if block.kind == "rule":
        document.add_paragraph("—" * 20)
        return
    if block.kind == "row":
        document.add_paragraph("\t".join(cell.strip() for cell in block.cells))
        return
    style = STYLES.get(block.kind)
    if block.kind == "li":
        style = "List Bullet" if block.mark == "•" else "List Number"
    paragraph = document.add_paragraph(style=style)
    for run in block.runs:
        written = paragraph.add_run(run.text)
        written.bold, written.italic = run.bold or None, run.italic or None
