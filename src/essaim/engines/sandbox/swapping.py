"""The thread's `default` connection becomes that of a file, for a while.

Engines, raw cursors, `atomic()` and `on_commit` all go through `connections["default"]`: swapped, they
follow without knowing. A unit of writing that was open outside is none of the inside's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.sqlite3.base import DatabaseWrapper

from essaim.kit.writing import apart

# A learner's copy may be lost with the power: it is a copy. Nothing waits for the disk.
PRAGMAS = (
    "PRAGMA journal_mode=TRUNCATE; PRAGMA synchronous=OFF; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8000;"
)


def _wrapper(path: Path, **options: Any) -> DatabaseWrapper:
    described: dict[str, Any] = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "OPTIONS": {"timeout": 20, "transaction_mode": "IMMEDIATE", "init_command": PRAGMAS, **options},
    }
    return DatabaseWrapper(connections.configure_settings({DEFAULT_DB_ALIAS: described})[DEFAULT_DB_ALIAS])


@contextmanager
def swapped(path: Path) -> Iterator[DatabaseWrapper]:
    """`path` exists, or is made empty by whoever builds a template."""
    inner = _wrapper(path)
    outer = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = inner
    try:
        with apart():
            yield inner
    finally:
        connections[DEFAULT_DB_ALIAS] = outer
        inner.close()
