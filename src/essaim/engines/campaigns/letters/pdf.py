"""Letters and labels as one PDF: A4, the address where the window of a French envelope is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any
from xml.sax.saxutils import escape

from .envelopes import Head, Letter
from .fonts import font_for
from .text import Block, blocks

MARGIN = 25
ADDRESS_LEFT, ADDRESS_TOP = 110, 45
LABELS = {"left": 0, "top": 0, "width": 70, "height": 37.125, "across": 3, "down": 8}


def letters_pdf(letters: list[Letter], head: Head) -> bytes:
    """One letter after the other, each on its own sheet."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.platypus import (
        BaseDocTemplate,
        Frame,
        NextPageTemplate,
        PageBreak,
        PageTemplate,
        Paragraph,
        Spacer,
    )

    font = font_for(
        [head.sender, *(letter.html for letter in letters), *(" ".join(i.address) for i in letters)]
    )
    styles = _styles(font)
    file = BytesIO()
    width, height = A4
    document = BaseDocTemplate(file, pagesize=A4, title=head.sender, author=head.sender, lang="fr")
    side = (MARGIN * mm, 20 * mm, width - 2 * MARGIN * mm)
    first = Frame(side[0], side[1], side[2], height - 110 * mm, id="first", leftPadding=0, rightPadding=0)
    later = Frame(side[0], side[1], side[2], height - 45 * mm, id="later", leftPadding=0, rightPadding=0)
    waiting = iter(letters)

    def draw_head(canvas: Any, _document: Any) -> None:
        letter = next(waiting, None)
        if letter is None:
            return
        canvas.saveState()
        canvas.setFont(_bold(font), 11)
        canvas.drawString(MARGIN * mm, height - 25 * mm, head.sender)
        canvas.setFont(font, 11)
        for number, line in enumerate(letter.address):
            canvas.drawString(ADDRESS_LEFT * mm, height - (ADDRESS_TOP + 5.2 * number) * mm, line)
        canvas.drawString(ADDRESS_LEFT * mm, height - 85 * mm, head.day)
        canvas.restoreState()

    document.addPageTemplates(
        [
            PageTemplate("first", [first], onPage=draw_head, autoNextPageTemplate="later"),
            PageTemplate("later", [later]),
        ]
    )
    story: list[Any] = []
    for number, letter in enumerate(letters):
        if number:
            story += [NextPageTemplate("first"), PageBreak()]
        if letter.subject:
            story += [Paragraph(f"<b>{escape(letter.subject)}</b>", styles["p"]), Spacer(1, 4 * mm)]
        story += list(_flow(blocks(letter.html), styles))
        story.append(Spacer(1, 1))
    document.build(story)
    return file.getvalue()


def _bold(font: str) -> str:
    return f"{font}-Bold"


def _styles(font: str) -> dict[str, Any]:
    from reportlab.lib.styles import ParagraphStyle

    plain = ParagraphStyle("p", fontName=font, fontSize=11, leading=15, spaceAfter=8)
    return {
        "p": plain,
        "li": ParagraphStyle("li", plain, leftIndent=16, bulletIndent=4, spaceAfter=3),
        "quote": ParagraphStyle("quote", plain, leftIndent=14, textColor="#555555"),
        "h2": ParagraphStyle("h2", plain, fontName=_bold(font), fontSize=14, leading=18, spaceBefore=8),
        "h3": ParagraphStyle("h3", plain, fontName=_bold(font), fontSize=12, leading=16, spaceBefore=6),
        "h4": ParagraphStyle("h4", plain, fontName=_bold(font), spaceBefore=4),
    }


def _flow(found: list[Block], styles: dict[str, Any]) -> Iterator[Any]:
    from reportlab.platypus import HRFlowable, Paragraph

    rows: list[list[str]] = []
    for block in [*found, Block("end")]:
        if block.kind == "row":
            rows.append(block.cells)
            continue
        if rows:
            yield _table(rows, styles["p"])
            rows = []
        if block.kind == "rule":
            yield HRFlowable(width="100%", color="#bbbbbb", spaceBefore=6, spaceAfter=10)
        elif block.kind != "end":
            yield Paragraph(_marked(block), styles[block.kind], bulletText=block.mark or None)


def _table(rows: list[list[str]], style: Any) -> Any:
    from reportlab.platypus import Paragraph, Table

    most = max(map(len, rows))
    full = [[*row, *[""] * (most - len(row))] for row in rows]
    cells = [[Paragraph(escape(cell), style) for cell in row] for row in full]
    return Table(
        cells, style=[("GRID", (0, 0), (-1, -1), 0.5, "#bbbbbb"), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    )


def _marked(block: Block) -> str:
    parts = []
    for run in block.runs:
        text = escape(run.text).replace("\n", "<br/>")
        text = f"<b>{text}</b>" if run.bold else text
        parts.append(f"<i>{text}</i>" if run.italic else text)
    return "".join(parts)


def labels_pdf(letters: list[Letter]) -> bytes:
    """Addresses on sheets of 24 labels (70 × 37 mm), the size every shop sells."""
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.units import mm
    from reportlab.pdfgen.canvas import Canvas

    font = font_for([" ".join(letter.address) for letter in letters])
    file = BytesIO()
    canvas = Canvas(file, pagesize=A4, lang="fr")
    canvas.setTitle("Étiquettes")
    a_sheet = int(LABELS["across"] * LABELS["down"])
    for number, letter in enumerate(letters):
        place = number % a_sheet
        if number and place == 0:
            canvas.showPage()
        row, column = divmod(place, int(LABELS["across"]))
        left = (LABELS["left"] + column * LABELS["width"] + 6) * mm
        top = A4[1] - (LABELS["top"] + row * LABELS["height"] + 8) * mm
        size = 10 if len(letter.address) < 6 else 8.5
        canvas.setFont(font, size)
        for rank, line in enumerate(letter.address):
            canvas.drawString(left, top - rank * (size + 2), line)
    canvas.save()
    return file.getvalue()
