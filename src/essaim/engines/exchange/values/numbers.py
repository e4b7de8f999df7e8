"""Numbers as French spreadsheets and people write them: "1 234,50 €", "12,5 %", "(300)"."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .cells import text_of

_UNITS = re.compile(r"(€|eur|euros?|f ?cfa|xof|%|\$)", re.IGNORECASE)
_SHAPE = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d{1,3})?", re.IGNORECASE)
LARGEST = Decimal(10) ** 15


def number_of(cell: Any) -> Decimal:
    if isinstance(cell, bool):
        raise ValidationError(_("« %s » n’est pas un nombre.") % text_of(cell))
    if isinstance(cell, (int, float)):
        return _checked(Decimal(repr(cell) if isinstance(cell, float) else cell), text_of(cell))
    text = text_of(cell)
    return _checked(_decimal(text), text)


def integer_of(cell: Any) -> int:
    number = number_of(cell)
    if number != number.to_integral_value():
        raise ValidationError(_("« %s » n’est pas un nombre entier.") % text_of(cell))
    return int(number)


def _decimal(text: str) -> Decimal:
    plain = _UNITS.sub("", text).strip()
    negative = plain.startswith("(") and plain.endswith(")")
    plain = re.sub(r"[\s'’_()]", "", plain).replace("\u2212", "-")
    if plain.endswith("-"):
        plain = "-" + plain[:-1]
    plain = _point(plain)
    if not _SHAPE.fullmatch(plain):
        raise ValidationError(_("« %s » n’est pas un nombre.") % text[:60])
    try:
        value = Decimal(plain)
    except InvalidOperation:
        raise ValidationError(_("« %s » n’est pas un nombre.") % text[:60]) from None
    return -value if negative else value


def _point(text: str) -> str:
    """The last of "," and "." is the decimal sign when both stand; several of one group thousands."""
    commas, points = text.count(","), text.count(".")
    if commas and points:
        if text.rfind(",") > text.rfind("."):
            return text.replace(".", "").replace(",", ".")
        return text.replace(",", "")
    if commas > 1:
        return text.replace(",", "")
    if points > 1:
        return text.replace(".", "")
    return text.replace(",", ".")


def _checked(value: Decimal, text: str) -> Decimal:
    if not value.is_finite() or abs(value) > LARGEST:
        raise ValidationError(_("« %s » est un nombre trop grand.") % text[:60])
    return value
