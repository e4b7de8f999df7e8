from __future__ import annotations


class QueryError(ValueError):
    """A query that cannot be run; the message is in French, for its author. `path`: where it stands."""

    def __init__(self, message: str, path: str = "") -> None:
        super().__init__(message)
        self.path = path
