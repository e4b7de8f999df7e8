"""What modules and higher engines may use of the timeline."""

from __future__ import annotations

from .models import Interaction, InteractionLink, Task, TaskLink

__all__ = ["Interaction", "InteractionLink", "Task", "TaskLink"]
