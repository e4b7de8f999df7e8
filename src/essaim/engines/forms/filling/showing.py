"""Answers as people read them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from essaim.engines.directory.api import readable_phone
from essaim.engines.forms.definition.parts import Question
from essaim.kit.templatetags.kit_ui import money, number


def text_of(question: Question, value: Any, files: Mapping[str, str] | None = None) -> str:
    """One line of text (several for a matrix). `files`: names of the attachments by their id."""
    if value in (None, "", [], {}):
        return ""
    try:
        return _text_of(question, value, files or {})
    except (ValueError, TypeError, AttributeError, ArithmeticError):
        return str(value)  # a draft holds what was typed, right or wrong


def _text_of(question: Question, value: Any, files: Mapping[str, str]) -> str:
    if question.type == "file":
        return ", ".join(files.get(item, item) for item in value)
    shower = _SHOWERS.get(question.type)
    return shower(question, value) if shower else str(value)


def _matrix(question: Question, value: Any) -> str:
    lines = (f"{row.label} : {_label(question, value[row.key])}" for row in question.rows if row.key in value)
    return "\n".join(lines)


def _number(question: Question, value: Any) -> str:
    shown = number(value, _places(value))
    return f"{shown} {question.unit}" if question.unit else str(shown)


def _money(question: Question, value: Any) -> str:
    return f"{number(value, 2)} {question.unit}" if question.unit else str(money(value))


def _address(question: Question, value: Any) -> str:
    town = " ".join(filter(None, (value.get("postcode"), value.get("city"))))
    return ", ".join(filter(None, (value.get("street"), town, value.get("country"))))


def _places(value: Any) -> int:
    return len(str(value).partition(".")[2])


def _label(question: Question, key: Any) -> str:
    found = question.choice(key)
    return found.label if found else str(key)


def cell_of(question: Question, value: Any) -> Any:
    """For a spreadsheet: numbers and dates stay what they are."""
    if value in (None, "", [], {}):
        return None
    if question.type in ("number", "money"):
        return float(value)
    if question.type == "scale":
        return int(value)
    if question.type == "date":
        return date.fromisoformat(value)
    return text_of(question, value)


def signature_svg(value: Mapping[str, Any]) -> SafeString | str:
    """The strokes as a drawing; nothing when only a name was typed."""
    strokes = value.get("strokes") if isinstance(value, Mapping) else None
    if not isinstance(strokes, list) or not strokes:
        return ""
    lines = "".join(
        format_html('<polyline points="{}"></polyline>', " ".join(str(int(point)) for point in stroke))
        for stroke in strokes
        if isinstance(stroke, list)
    )
    return format_html(
        '<svg class="es-signature" viewBox="0 0 600 200" role="img" aria-label="{}" fill="none" '
        'stroke="currentColor" stroke-width="3">{}</svg>',
        value.get("name", ""),
        SafeString(lines),
    )


_SHOWERS: dict[str, Callable[[Question, Any], str]] = {
    "choice": _label,
    "choices": lambda question, value: ", ".join(_label(question, item) for item in value),
    "matrix": _matrix,
    "scale": lambda question, value: f"{value} / {max(question.scale)}",
    "number": _number,
    "money": _money,
    "date": lambda question, value: date_format(date.fromisoformat(value), "j F Y"),
    "phone": lambda question, value: readable_phone(value),
    "address": _address,
    "signature": lambda question, value: value.get("name", ""),
    "person": lambda question, value: value.get("text", ""),
    "organisation": lambda question, value: value.get("text", ""),
}
