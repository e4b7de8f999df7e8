from .interaction import Interaction, InteractionLink
from .subject import Link, Subjected
from .task import Task, TaskLink

__all__ = ["Interaction", "InteractionLink", "Link", "Subjected", "Task", "TaskLink"]
