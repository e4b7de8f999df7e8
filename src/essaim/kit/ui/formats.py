"""Figures and dates as they are read in French (and through Django's formats in another language)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import formats, timezone, translation
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

NONE = "—"
THIN = "\u202f"
NBSP = "\u00a0"


def _decimal(value: Any) -> Decimal | None:
    if value is None or value == "" or isinstance(value, bool):
        return None
    try:
        result = Decimal(str(value))
    except InvalidOperation:
        return None
    return result if result.is_finite() else None


def number(value: Any, decimals: int = 0) -> str:
    """3932 → "3 932" (narrow spaces); what is not a number gives "—"."""
    amount = _decimal(value)
    if amount is None:
        return NONE
    if (translation.get_language() or "fr").startswith("fr"):
        text = f"{amount:,.{int(decimals)}f}".replace(",", THIN).replace(".", ",")
        return text.replace("-", "−", 1)
    return formats.number_format(amount, int(decimals), force_grouping=True)


def money(value: Any, decimals: int = 2, currency: str = "€") -> str:
    return NONE if _decimal(value) is None else f"{number(value, decimals)}{NBSP}{currency}"


def percent(value: Any, decimals: int = 1) -> str:
    """12.5 → "12,5 %": the value is already in hundredths; a round value loses its decimals."""
    amount = _decimal(value)
    if amount is None:
        return NONE
    if round(amount, int(decimals)) == amount.to_integral_value():
        decimals = 0
    return f"{number(amount, decimals)}{NBSP}%"


def size(value: Any) -> str:
    """Bytes as people read them, in thousands: 4200000 → "4,2 Mo"."""
    amount = _decimal(value)
    if amount is None:
        return NONE
    units = (_("octets"), _("ko"), _("Mo"), _("Go"), _("To"))
    rank = 0
    while abs(amount) >= 1000 and rank < len(units) - 1:
        amount /= 1000
        rank += 1
    decimals = 1 if rank and abs(amount) < 10 and round(amount, 1) % 1 else 0
    return f"{number(amount, decimals)}{NBSP}{units[rank]}"


def _local(value: Any) -> dt.date | dt.datetime | None:
    if isinstance(value, dt.datetime):
        return timezone.localtime(value) if timezone.is_aware(value) else value
    return value if isinstance(value, dt.date) else None


def day(value: Any) -> str:
    """3 mars 2026 (1er for the first of a month)."""
    date = _local(value)
    if date is None:
        return NONE
    text = formats.date_format(date, "j F Y")
    french = (translation.get_language() or "fr").startswith("fr")
    return text.replace("1 ", "1er ", 1) if french and date.day == 1 else text


def day_short(value: Any) -> str:
    date = _local(value)
    return NONE if date is None else formats.date_format(date, "d/m/Y")


def moment(value: Any) -> str:
    """3 mars 2026 à 14:05; a date without time is written as a day."""
    date = _local(value)
    if not isinstance(date, dt.datetime):
        return day(date)
    return _("%(day)s à %(time)s") % {"day": day(date), "time": formats.date_format(date, "H:i")}


def ago_text(value: Any, now: dt.datetime | None = None) -> str:
    """Like "il y a 3 jours", "dans 2 heures", "hier"; beyond a month, the day itself."""
    date = _local(value)
    if date is None:
        return NONE
    now = timezone.localtime(now or timezone.now())
    if not isinstance(date, dt.datetime):
        return _days_text((date - now.date()).days, date)
    seconds = (date - (now if timezone.is_aware(date) else now.replace(tzinfo=None))).total_seconds()
    if abs(seconds) < 60:
        return _("à l’instant")
    if abs(seconds) < 3600:
        count = int(abs(seconds) // 60)
        words = ngettext("%(n)s minute", "%(n)s minutes", count) % {"n": count}
    elif abs(seconds) < 12 * 3600 or date.date() == now.date():
        count = int(abs(seconds) // 3600)
        words = ngettext("%(n)s heure", "%(n)s heures", count) % {"n": count}
    else:
        return _days_text((date.date() - now.date()).days, date)
    return (_("dans %(span)s") if seconds > 0 else _("il y a %(span)s")) % {"span": words}


def _days_text(days: int, date: dt.date) -> str:
    named = {0: _("aujourd’hui"), -1: _("hier"), 1: _("demain")}
    if days in named:
        return named[days]
    if abs(days) > 31:
        return day(date)
    words = ngettext("%(n)s jour", "%(n)s jours", abs(days)) % {"n": abs(days)}
    return (_("dans %(span)s") if days > 0 else _("il y a %(span)s")) % {"span": words}


def ago(value: Any) -> SafeString | str:
    """The same in a `<time>` that holds the full date."""
    date = _local(value)
    if date is None:
        return NONE
    return format_html(
        '<time datetime="{}" title="{}">{}</time>', date.isoformat(), moment(date), ago_text(date)
    )


def initials(name: Any) -> str:
    """Of "Awa Diop-Ndiaye" → "AD"; "e2i" → "E"; nothing → "?"."""
    words = [word for word in str(name or "").replace("-", " ").split() if word[0].isalnum()]
    if not words:
        return "?"
    chosen = words[:1] if len(words) == 1 else [words[0], words[-1] if len(words) == 2 else words[1]]
    return "".join(word[0] for word in chosen).upper()
