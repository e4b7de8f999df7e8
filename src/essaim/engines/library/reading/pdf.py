"""PDF: words page by page, pictures of the first pages, scanned pages read by Tesseract when it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from . import scanned
from .blocks import Gathered, Unreadable

MAX_PAGES = 3000
PICTURES, WIDTH = 30, 1100
FEW_WORDS = 12


def read_pdf(path: str, found: Gathered, folder: Path | None, ocr: bool) -> list[str]:
    """The names of the pictures written in `folder`."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("password" if "assword" in str(error) else "damaged") from error
    try:
        return _pages(document, found, folder, ocr)
    finally:
        document.close()


def _pages(document: Any, found: Gathered, folder: Path | None, ocr: bool) -> list[str]:
    found.pages = len(document)
    pictures = []
    for rank in range(min(found.pages, MAX_PAGES)):
        page = document[rank]
        text = _words(page)
        if ocr and len(text.strip()) < FEW_WORDS and rank < scanned.PAGES:
            text = _recognise(page, found) or text
        found.start(str(rank + 1))
        for line in text.splitlines():
            found.add("p", line)
        if folder is not None and rank < PICTURES:
            pictures.append(_picture(page, folder, rank))
        page.close()
        if found.full and rank >= PICTURES:
            break
    return [name for name in pictures if name]


def _words(page: Any) -> str:
    import pypdfium2

    try:
        text_page = page.get_textpage()
    except pypdfium2.PdfiumError:
        return ""
    try:
        return text_page.get_text_range().replace("\ufffe", "")
    finally:
        text_page.close()


def _image(page: Any, width: int, most: float) -> Any:
    """A page as a picture about `width` pixels wide; an immense sheet does not become an immense picture."""
    wide, high = page.get_size()
    scale = min(width / max(wide, 1), most, 3 * width / max(high, 1))
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil()
    return image.convert("RGB") if image.mode != "RGB" else image


def _picture(page: Any, folder: Path, rank: int) -> str:
    import pypdfium2

    name = f"{rank + 1}.jpg"
    try:
        _image(page, WIDTH, 4).save(folder / name, "JPEG", quality=82)
    except (pypdfium2.PdfiumError, MemoryError, ValueError, OSError):
        return ""
    return name


def _recognise(page: Any, found: Gathered) -> str:
    text = scanned.words_of(_image(page, 1700, 6).convert("L"))
    found.scanned = found.scanned or bool(text.strip())
    return text
