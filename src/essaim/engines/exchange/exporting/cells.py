"""A value of a row as a cell: typed where the format has types, text that nobody's tableur can run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, tzinfo
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone

from essaim.engines.directory.api import readable_phone
from essaim.engines.records.api import Field, Kind, Ref, text_of

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
PLACES = 2


SUSPECT = frozenset(("'", *DANGEROUS))


def harmless(text: str) -> str:
    """Text that a tableur would take for a formula gets an apostrophe before it."""
    if text[:1] not in SUSPECT:
        return text
    return f"'{text}" if text.lstrip("'").startswith(DANGEROUS) else text


@lru_cache(maxsize=2_000)
def phone(value: str) -> str:
    """As dialled: "02 40 00 00 00", "00221 77 123 45 67"; never with the sign that tableurs compute with."""
    text = readable_phone(value)
    return f"00{text[1:]}" if text.startswith("+") else text


def typed(field: Field) -> Callable[[Any], Any]:
    """Value → str, int, float, date or naive datetime, None when empty."""
    if field.kind == Kind.PHONE:
        return lambda value: phone(value) if value else None
    if field.kind in (Kind.CHOICE, Kind.CHOICES):
        labels = {code: str(label) for code, label in field.choice_pairs()}
        return lambda value: _labels(labels, value)
    if field.kind == Kind.DATETIME:
        zone = timezone.get_current_timezone()
        return lambda value: _moment(value, zone)
    if field.is_number:
        return lambda value: float(value) if isinstance(value, Decimal) else value
    if field.kind == Kind.DATE:
        return lambda value: date.fromisoformat(value) if isinstance(value, str) and value else value or None
    if field.kind in (Kind.LINK, Kind.REFERENCE):
        return lambda value: value.label if isinstance(value, Ref) else None
    if field.kind in (Kind.TAGS, Kind.REFERENCES):
        return lambda value: "; ".join(ref.label for ref in value) if value else None
    if field.kind == Kind.BOOLEAN:
        return lambda value: None if value is None else text_of(field, value)
    return lambda value: value or None


def _labels(labels: dict[Any, str], value: Any) -> str | None:
    if value in (None, "", []):
        return None
    if isinstance(value, list):
        return "; ".join(labels.get(item, str(item)) for item in value)
    return labels.get(value, str(value))


def _moment(value: Any, zone: tzinfo) -> datetime | None:
    """To the second: a workbook would round the last half-second of a day into the next one."""
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if value else None
    if value is None:
        return None
    local = value.astimezone(zone) if timezone.is_aware(value) else value
    return local.replace(tzinfo=None, microsecond=0)


def _day_text(value: date) -> str:
    if value.year < 1000:
        return value.isoformat()
    return f"{value.day:02}/{value.month:02}/{value.year}"


def _moment_text(value: datetime) -> str:
    if value.year < 1000:
        return value.isoformat(" ")
    return f"{_day_text(value)} {value.hour:02}:{value.minute:02}:{value.second:02}"


def _other(value: Any) -> str:
    return str(value) if isinstance(value, (int, Decimal)) else harmless(str(value))


_PLAIN: dict[type, Callable[[Any], str]] = {
    type(None): lambda value: "",
    str: harmless,
    datetime: _moment_text,
    date: _day_text,
    float: lambda value: repr(value).replace(".", ","),
}


def plain(value: Any) -> str:
    """A typed value (`typed` gives it) as CSV text: French dates and decimal commas."""
    return _PLAIN.get(type(value), _other)(value)
