"""Real files, made by the libraries that make such files."""

from __future__ import annotations

from email.message import EmailMessage
from io import BytesIO

WORD = "hippocampe"


def pdf(*pages: str) -> bytes:
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for page in pages or (f"Compte rendu : un {WORD} est passé.",):
        for rank, line in enumerate(page.splitlines()):
            canvas.drawString(60, 780 - 14 * rank, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(BytesIO(pdf("secret"))))
    writer.encrypt("mot de passe", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def scanned_pdf(words: str) -> bytes:
    """A picture of words, as a scanner gives it: no text inside."""
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.pagesizes import A4
    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    image = Image.new("RGB", (1240, 1754), "white")
    ImageDraw.Draw(image).text((120, 200), words, "black", font=ImageFont.load_default(60))
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.drawImage(ImageReader(image), 0, 0, *A4)
    canvas.save()
    return out.getvalue()


def png(size: tuple[int, int] = (300, 200)) -> bytes:
    from PIL import Image

    out = BytesIO()
    Image.new("RGBA", size, (20, 120, 200, 128)).save(out, "PNG")
    return out.getvalue()


def docx(word: str = WORD) -> bytes:
    import docx as library

    document = library.Document()
    document.add_heading("Guide d’accueil", 1)
    document.add_paragraph(f"Le mot à trouver est {word}.")
    document.add_paragraph("premier point", style="List Number")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Lieu", "Thiès"
    document.sections[0].footer.paragraphs[0].text = "Pied de page confidentiel"
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def xlsx(word: str = WORD) -> bytes:
    from openpyxl import Workbook

    book = Workbook()
    book.active.title = "Budget"
    book.active.append(["Poste", "Montant"])
    book.active.append([word, 1250])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def pptx(word: str = WORD) -> bytes:
    from pptx import Presentation

    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[1])
    slide.shapes.title.text = "Assemblée générale"
    slide.placeholders[1].text = f"Ordre du jour : {word}"
    out = BytesIO()
    deck.save(out)
    return out.getvalue()


def odt(word: str = WORD) -> bytes:
    from odf import text
    from odf.opendocument import OpenDocumentText

    document = OpenDocumentText()
    document.text.addElement(text.H(outlinelevel=1, text="Livret"))
    document.text.addElement(text.P(text=f"On y lit {word}."))
    return _odf(document)


def ods(word: str = WORD) -> bytes:
    from odf import table, text
    from odf.opendocument import OpenDocumentSpreadsheet

    document = OpenDocumentSpreadsheet()
    sheet = table.Table(name="Feuille")
    row = table.TableRow()
    cell = table.TableCell(valuetype="string")
    cell.addElement(text.P(text=word))
    row.addElement(cell)
    sheet.addElement(row)
    document.spreadsheet.addElement(sheet)
    return _odf(document)


def odp(word: str = WORD) -> bytes:
    from odf import draw, style, text
    from odf.opendocument import OpenDocumentPresentation

    document = OpenDocumentPresentation()
    layout = style.PageLayout(name="Cadre")
    document.automaticstyles.addElement(layout)
    master = style.MasterPage(name="Maitre", pagelayoutname=layout)
    document.masterstyles.addElement(master)
    page = draw.Page(masterpagename=master)
    frame = draw.Frame(width="10cm", height="2cm")
    box = draw.TextBox()
    box.addElement(text.P(text=f"Diapositive {word}"))
    frame.addElement(box)
    page.addElement(frame)
    document.presentation.addElement(page)
    return _odf(document)


def _odf(document) -> bytes:
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def rtf(word: str = WORD) -> bytes:
    return rb"{\rtf1\ansi\ansicpg1252 R\'e9union : " + word.encode() + rb"\par suite\par}"


def html(word: str = WORD) -> bytes:
    return (
        f"<!doctype html><html><head><title>x</title><script>var cachee = 1</script></head>"
        f"<body><h1>Titre</h1><p>Une page sur {word}</p></body></html>"
    ).encode()


def eml(word: str = WORD) -> bytes:
    message = EmailMessage()
    message["Subject"], message["From"], message["To"] = "Invitation", "a@example.org", "b@example.org"
    message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    message.set_content(f"Bonjour, parlons de {word}.")
    message.add_attachment(b"x", maintype="application", subtype="pdf", filename="ordre-du-jour.pdf")
    return bytes(message)


MAKERS = {
    "compte-rendu.pdf": pdf, "guide.docx": docx, "budget.xlsx": xlsx, "ag.pptx": pptx, "livret.odt": odt,
    "tableau.ods": ods, "diapos.odp": odp, "note.rtf": rtf, "page.html": html, "message.eml": eml,
}  # fmt: skip
