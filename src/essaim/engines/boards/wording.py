"""Figures as they are read, with their unit."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.kit.ui.formats import number

NBSP = "\u00a0"
SYMBOLS = {"EUR": "€", "XOF": "F CFA", "%": "%"}
MASKED = "•"


def suffix(unit: str) -> str:
    """What stands after a number of this unit."""
    if unit == "days":
        return NBSP + _("jours")
    return f"{NBSP}{SYMBOLS.get(unit, unit)}" if unit and unit != "date" else ""


def places(value: Any, unit: str) -> int:
    if isinstance(value, int) or (float(value).is_integer() and unit != "EUR"):
        return 0
    return 0 if abs(value) >= 1000 and unit != "EUR" else 2 if unit in ("EUR", "") else 1


def text(value: Any, unit: str) -> str:
    if value is None:
        return "—"
    if isinstance(value, datetime):
        return date_format(timezone.localtime(value), "SHORT_DATE_FORMAT")
    if isinstance(value, date):
        return date_format(value, "SHORT_DATE_FORMAT")
    if unit == "EUR" and abs(value) >= 10_000:
        return number(value) + suffix(unit)
    return number(value, places(value, unit)) + suffix(unit)


def plain(value: Any) -> str:
    """For scripts: a number with a point, nothing when there is none."""
    if value is None or isinstance(value, (date, datetime)):
        return ""
    return str(round(float(value), 4)).removesuffix(".0")
