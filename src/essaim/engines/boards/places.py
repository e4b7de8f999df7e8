"""What a map needs of its groups: the code of a département, whatever field tells it."""

from __future__ import annotations

from typing import Any

from essaim.engines.accounts.api import Territory
from essaim.engines.records.api import Kind


def name_places(drawing: Any, table: Any) -> None:
    """Each line's key becomes "FR-44" or "SN-TH"; lines elsewhere keep none and stay in the table."""
    item = table.dimensions[0].field
    if item.kind == Kind.LINK:
        known = _territories([axis.key for axis in table.axes[0] if isinstance(axis.key, int)])
        for line in drawing.lines:
            line.key = known.get(line.key, "")
        return
    for line, axis in zip(drawing.lines, table.axes[0], strict=True):
        code = str(axis.label if axis.key else "").strip().upper()
        line.key = code if "-" in code else f"FR-{code}" if code else ""
        line.label = NAMES.get(line.key, line.label) if code else line.label


def _territories(keys: list[int]) -> dict[str, str]:
    rows = Territory.objects.filter(pk__in=keys).values_list("pk", "code", "path")
    return {str(pk): f"{path.split('/')[0]}-{code}" for pk, code, path in rows}


NAMES: dict[str, str] = {}
