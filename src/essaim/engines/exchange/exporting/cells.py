"""A value of a row as a cell: typed where the format has types, text that nobody's tableur can run."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.utils import timezone

from essaim.engines.directory.api import readable_phone
from essaim.engines.records.api import Field, Kind, Ref, text_of

DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")
PLACES = 2


def harmless(text: str) -> str:
    """Text that a tableur would take for a formula gets an apostrophe before it."""
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
        return _moment
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


def _moment(value: Any) -> datetime | None:
    if isinstance(value, str):
        value = datetime.fromisoformat(value) if value else None
    if value is None:
        return None
    return timezone.localtime(value).replace(tzinfo=None) if timezone.is_aware(value) else value


def plain(value: Any) -> str:
    """A typed value as CSV text: French dates and decimal commas."""
    if value is None:
        return ""
    if isinstance(value, str):
        return harmless(value)
    if isinstance(value, datetime):
        return value.strftime("%d/%m/%Y %H:%M:%S") if value.year >= 1000 else value.isoformat(" ")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y") if value.year >= 1000 else value.isoformat()
    if isinstance(value, float):
        return repr(value).replace(".", ",")
    return str(value)
