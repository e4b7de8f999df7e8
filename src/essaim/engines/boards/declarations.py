"""Boards that engines and modules bring ready made."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from essaim.kit.registry import Registry, RegistryError

from .widgets import GROUPS, Shared, Widget


@dataclass(frozen=True)
class ReadyBoard:
    """A board declared in code: shown to whoever may see boards and at least one of its record types.

    `name` in addresses ("suivi"), `group`: the heading it stands under in the library ("Suivi").
    """

    name: str
    title: Any
    widgets: tuple[Widget, ...]
    description: Any = ""
    group: Any = ""
    icon: str = "layout-dashboard"
    shared: Shared = field(default_factory=Shared)
    order: int = 100

    @property
    def parts(self) -> list[Widget]:
        """Its widgets, each with its rank for a key."""
        return [replace(item, id=item.id or f"w{rank}") for rank, item in enumerate(self.widgets)]

    def part(self, key: str) -> Widget | None:
        return next((item for item in self.parts if item.id == key), None)


ready_boards: Registry[ReadyBoard] = Registry("ready boards", ReadyBoard, lambda item: item.name)


def declare(board: ReadyBoard) -> None:
    ready_boards.declare(board)


@Registry.once_declared
def _verify() -> None:
    """A ready board about an unknown type or field stops the start."""
    from essaim.engines.records.api import record_types

    for board in ready_boards:
        for widget in board.widgets:
            if widget.kind == "text":
                continue
            fields = record_types.get(widget.type_name).own_fields
            groups = widget.query.get("group", ())
            least, most = GROUPS[widget.kind]
            named = [text.partition(":")[0] for text in groups]
            unknown = [name for name in named if name not in fields]
            if unknown or not least <= len(groups) <= most:
                raise RegistryError(f"board {board.name}: {widget.kind} over {list(groups)} cannot be drawn")
