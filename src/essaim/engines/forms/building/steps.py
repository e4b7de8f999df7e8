"""The gestures of the building page: each takes the draft and what was posted, and says what to open next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.core.exceptions import ValidationError

from essaim.engines.forms.definition import editing

Data = dict[str, Any]
Step = Callable[[Data, Mapping[str, Any]], tuple[Data, str]]


def _key(sent: Mapping[str, Any]) -> str:
    return str(sent.get("key", ""))[:40]


def add(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.add_question(draft, str(sent.get("section", "")), str(sent.get("type", "")))


def add_section(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.add_section(draft)


def up(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.step_question(draft, _key(sent), -1), ""


def down(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.step_question(draft, _key(sent), 1), ""


def copy(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.duplicate_question(draft, _key(sent))


def delete(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.delete_question(draft, _key(sent)), ""


def place(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    rank = str(sent.get("rank", ""))
    if not rank.isdecimal() or len(rank) > 4:
        raise ValidationError("rank")
    return editing.place_question(draft, _key(sent), str(sent.get("section", "")), int(rank)), ""


def section_up(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.step_section(draft, _key(sent), -1), ""


def section_down(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.step_section(draft, _key(sent), 1), ""


def section_delete(draft: Data, sent: Mapping[str, Any]) -> tuple[Data, str]:
    return editing.delete_section(draft, _key(sent)), ""


STEPS: dict[str, Step] = {
    "add": add, "add-section": add_section, "up": up, "down": down, "copy": copy, "delete": delete,
    "place": place, "section-up": section_up, "section-down": section_down, "section-delete": section_delete,
}  # fmt: skip
