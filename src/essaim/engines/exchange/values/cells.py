"""A cell as text, as a spreadsheet would show it to whoever typed it."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

_SPACES = re.compile(r"[ \t\u00a0\u2007\u2009\u202f]+")
# Joiners carry meaning between letters of some scripts and within emoji; elsewhere they are stray.
_MEANT = r"[^\x00-\u024f\u2000-\u206f\s]"
_INVISIBLE = re.compile(
    f"[\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]|(?<!{_MEANT})[\u200c\u200d]|[\u200c\u200d](?!{_MEANT})"
)


def text_of(cell: Any) -> str:
    """Whole numbers without decimals, dates in ISO form, text without stray spaces."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return tidy(cell)
    if isinstance(cell, bool):
        return "oui" if cell else "non"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() and abs(cell) < 1e18 else repr(cell)
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(" ", "minutes")
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def tidy(text: str) -> str:
    """Spaces of every sort made one, invisible signs taken out; line breaks stay."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    text = _INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return "\n".join(_SPACES.sub(" ", line).strip() for line in text.split("\n")).strip()


def storable(cell: Any) -> Any:
    """The cell as kept in JSON beside its row: numbers stay numbers, dates become text."""
    if cell is None or isinstance(cell, (bool, int)) or (isinstance(cell, str) and cell.isprintable()):
        return cell
    if isinstance(cell, float):
        return cell if abs(cell) < 1e300 else None
    if isinstance(cell, (date, time, timedelta, Decimal)):
        return text_of(cell)
    return _INVISIBLE.sub("", str(cell))
