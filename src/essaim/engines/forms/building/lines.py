"""Lists written one a line, as people type them, and back. A line keeps its key when it is renamed or moved."""

from __future__ import annotations

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from essaim.engines.forms.definition.parts import decimal

_POINTS = re.compile(r"^(.*?)\s*=\s*(-?\d+(?:[.,]\d+)?)$")
MOST = 60


def shown(items: list[dict[str, Any]]) -> str:
    """« Oui = 2 » for a choice worth two points."""
    return "\n".join(
        f"{item.get('label', '')} = {item['points']}"
        if item.get("points") not in (None, "")
        else item.get("label", "")
        for item in items
    )


def read(text: str, before: list[dict[str, Any]], letter: str, points: bool = True) -> list[dict[str, Any]]:
    lines = [line.strip()[:300] for line in text.splitlines() if line.strip()]
    if len(lines) > MOST:
        raise ValidationError(_("Soixante lignes au plus."))
    wanted = [_line(line, points) for line in lines]
    return _with_keys(wanted, before, letter)


def _line(text: str, points: bool) -> dict[str, Any]:
    found = _POINTS.match(text) if points else None
    if found and found[1]:
        return {"label": found[1], "points": found[2].replace(",", ".")}
    return {"label": text}


def _with_keys(
    wanted: list[dict[str, Any]], before: list[dict[str, Any]], letter: str
) -> list[dict[str, Any]]:
    """The same words keep their key; of the others, the one that stands in the same place."""
    left = {item["key"]: item.get("label", "") for item in before}
    keys: list[str | None] = []
    for item in wanted:
        same = next((key for key, label in left.items() if label == item["label"]), None)
        if same:
            left.pop(same)
        keys.append(same)
    for rank, key in enumerate(keys):
        if key is None and rank < len(before) and before[rank]["key"] in left:
            keys[rank] = before[rank]["key"]
            left.pop(before[rank]["key"])
    used = {item["key"] for item in before}
    number = max((int(key[1:]) for key in used if key[1:].isdecimal()), default=0)
    for rank, key in enumerate(keys):
        if key is None:
            number += 1
            keys[rank] = f"{letter}{number}"
    return [{"key": key, **item} for key, item in zip(keys, wanted, strict=True)]


def shown_bands(bands: list[dict[str, Any]]) -> str:
    return "\n".join(f"{band.get('min', '')} = {band.get('label', '')}" for band in bands)


def read_bands(text: str) -> list[dict[str, str]]:
    """« 10 = Admis »: from ten on."""
    found = []
    for line in text.splitlines():
        if not line.strip():
            continue
        least, equals, label = line.partition("=")
        number = decimal(least)
        if not equals or number is None or not label.strip():
            raise ValidationError(_("Un palier s’écrit « 10 = Admis » : %s") % line.strip()[:60])
        found.append({"min": str(number), "label": label.strip()[:120]})
    return found[:20]
