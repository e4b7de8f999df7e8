"""The timeline on the page of every record."""

from __future__ import annotations

from typing import Any

from django.db import models

from essaim.engines.records.api import Panel, panels, type_of
from essaim.engines.rights.api import can

OWN = {"interactions", "tasks", "affiliations"}


def load(user: Any, obj: models.Model) -> dict[str, Any] | None:
    from .fragments import panel_context

    record_type = type_of(obj)
    if record_type is None or record_type.name in OWN:
        return None
    if not (can(user, "view", "interactions") or can(user, "view", "tasks")):
        return None
    return panel_context(user, record_type, obj)


panels.declare(Panel("timeline", "", "timeline/panel.html", load, aside=True, order=5))
