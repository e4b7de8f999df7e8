"""Cleaned values in JSON and back: what a plan keeps from the trial to the writing."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from essaim.engines.records.api import Field, Kind


def encode(value: Any) -> Any:
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def decode(field: Field, value: Any) -> Any:
    if value is None:
        return None
    if field.kind == Kind.DATE:
        return date.fromisoformat(value)
    if field.kind == Kind.DATETIME:
        return datetime.fromisoformat(value)
    if field.kind in (Kind.DECIMAL, Kind.MONEY) and isinstance(value, str):
        return Decimal(value)
    return value


def encode_all(values: dict[str, Any]) -> dict[str, Any]:
    return {name: encode(value) for name, value in values.items()}


def decode_all(fields: dict[str, Field], values: dict[str, Any]) -> dict[str, Any]:
    return {name: decode(fields[name], value) for name, value in values.items() if name in fields}
