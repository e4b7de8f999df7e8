"""What modules and higher engines may use of the timeline."""

from __future__ import annotations

from .actions.entries import do_note as note
from .actions.entries import do_set_done
from .actions.subjects import link
from .models import Interaction, InteractionLink, Task, TaskLink
from .queries import latest_of, open_tasks_of

__all__ = [
    "Interaction",
    "InteractionLink",
    "Task",
    "TaskLink",
    "do_set_done",
    "latest_of",
    "link",
    "note",
    "open_tasks_of",
]
