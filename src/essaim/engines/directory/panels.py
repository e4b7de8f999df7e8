"""What the pages of people and organisations show of the directory."""

from __future__ import annotations

from typing import Any

from django.db import models

from essaim.engines.records.api import Panel, panels
from essaim.engines.rights.api import can

from .parts import PARTS, Part, resource_of


def _loader(part: Part) -> Any:
    def load(user: Any, owner: models.Model) -> dict[str, Any] | None:
        from .fragments import panel_context

        if not can(user, "view", resource_of(part, owner)):
            return None
        return panel_context(user, part, owner)

    return load


panels.declare(
    *(
        Panel(f"directory.{part.slug}", "", part.template, _loader(part), types=part.owners, order=20 + rank)
        for rank, part in enumerate(PARTS.values())
    )
)
