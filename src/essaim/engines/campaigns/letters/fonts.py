"""Fonts for paper: the one every reader of PDF has, and for other scripts one found on this machine."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PLACES = ("/usr/share/fonts", "/usr/local/share/fonts", "/Library/Fonts", "C:/Windows/Fonts")
KNOWN = (
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf"),
    ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf", "LiberationSans-Italic.ttf",
     "LiberationSans-BoldItalic.ttf"),
    ("NotoSans-Regular.ttf", "NotoSans-Bold.ttf", "NotoSans-Italic.ttf", "NotoSans-BoldItalic.ttf"),
)  # fmt: skip
PLAIN = "Helvetica"
WIDE = "EssaimSans"


def font_for(texts: list[str]) -> str:
    """A family that has every sign of these texts, as far as this machine knows."""
    try:
        for text in texts:
            text.encode("cp1252")
    except UnicodeEncodeError:
        return wide_font()
    return PLAIN


@cache
def wide_font() -> str:
    from reportlab.lib.fonts import addMapping
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    files = _found()
    if files is None:
        return PLAIN
    names = (WIDE, f"{WIDE}-Bold", f"{WIDE}-Italic", f"{WIDE}-BoldItalic")
    for name, path in zip(names, files, strict=True):
        pdfmetrics.registerFont(TTFont(name, str(path)))
    for bold in (0, 1):
        for italic in (0, 1):
            addMapping(WIDE, bold, italic, names[bold + 2 * italic])
    return WIDE


def _found() -> list[Path] | None:
    for family in KNOWN:
        paths = [_find(name) for name in family]
        if paths[0] is not None:
            return [path or paths[0] for path in paths]
    return None


def _find(name: str) -> Path | None:
    for place in PLACES:
        for path in Path(place).rglob(name) if Path(place).is_dir() else ():
            return path
    return None
