"""Values of records as they travel in JSON: `kinds.py` says the shape of each kind."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from essaim.engines.records.rows import Ref


def json_value(value: Any, labels: bool = False) -> Any:
    """With `labels`, links and references are {"id", "label"} instead of keys."""
    if isinstance(value, Ref):
        return {"id": value.pk, "label": value.label} if labels else value.pk
    if isinstance(value, (list, tuple)):
        return [json_value(item, labels) for item in value]
    if isinstance(value, Decimal):
        return decimal_text(value)
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat() if timezone.is_aware(value) else value.isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value


def decimal_text(value: Decimal) -> str:
    """ "12.5", never "1.25E+1" nor trailing zeros: the same on both databases."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
