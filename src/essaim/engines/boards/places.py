"""What a map needs of its groups: the code of a département, whatever field tells it."""

from __future__ import annotations

from typing import Any

from essaim.engines.accounts.api import Territory
from essaim.engines.records.api import Kind

DEPTH = 2  # of a département in a territory's path: country, region, département


def name_places(lines: list[Any], table: Any) -> None:
    """Each line's key becomes "FR-44" or "TH-THIES"; lines elsewhere keep none and stay in the table."""
    item = table.dimensions[0].field
    if item.kind == Kind.LINK:
        known = _territories([axis.key for axis in table.axes[0] if isinstance(axis.key, int)])
        for line in lines:
            line.key = known.get(line.key, "")
        return
    names = _names()
    for line, axis in zip(lines, table.axes[0], strict=True):
        code = axis.label.strip().upper() if axis.key and axis.node else ""
        line.key = _key(code) if code in names else ""
        line.label = f"{names[code]} ({code})" if line.key else line.label


def _key(code: str) -> str:
    return code if "-" in code else f"FR-{code}"


def _territories(keys: list[int]) -> dict[str, str]:
    rows = Territory.objects.filter(pk__in=keys).values_list("pk", "path")
    parts = {str(pk): path.strip("/").split("/") for pk, path in rows}
    return {pk: _key(found[DEPTH]) for pk, found in parts.items() if len(found) > DEPTH}


def _names() -> dict[str, str]:
    rows = Territory.objects.filter(kind=Territory.Kind.DEPARTMENT).values_list("code", "name")
    return dict(rows)
