"""Background work: in the queue of the real instance; in a sandbox, at once and within it.

A sandbox has no worker, and its work must never reach the workers of the real instance.
"""

from __future__ import annotations

from typing import Any

from django_tasks.backends.immediate import ImmediateBackend
from django_tasks_db import DatabaseBackend

from essaim.kit.instance import inside


class Backend(DatabaseBackend):
    def __init__(self, alias: str, params: dict[str, Any]) -> None:
        super().__init__(alias, params)
        self._at_once = ImmediateBackend(alias, params)

    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        if inside() is not None:
            return self._at_once.enqueue(task, args, kwargs)
        return super().enqueue(task, args, kwargs)
