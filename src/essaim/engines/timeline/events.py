"""Events of the timeline, and what it hears of records."""

from __future__ import annotations

from typing import Any

from essaim.kit import events

from .actions.following import follow

events.declare("timeline.task_assigned", "id", "user", "actor")
events.declare("timeline.task_done", "id", "actor")


@events.subscribe("records.changed")
def _record_changed(*, type: str, id: int, actor: Any) -> None:
    follow(type, id)
