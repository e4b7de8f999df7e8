"""Events of the timeline, and what it hears of records."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.kit import events

from .actions.following import follow

events.declare("timeline.task_assigned", "id", "user", "actor", label=_("Tâche confiée à quelqu’un"))
events.declare("timeline.task_done", "id", "actor", label=_("Tâche faite"))


@events.subscribe("records.changed")
def _record_changed(*, type: str, id: int, actor: Any) -> None:
    follow(type, id)
