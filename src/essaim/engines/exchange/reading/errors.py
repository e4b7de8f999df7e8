from __future__ import annotations

from typing import Any


class Unreadable(Exception):
    """A file that cannot be imported at all. The message, in French, says why and what to do."""

    def __init__(self, message: Any) -> None:
        super().__init__(str(message))
