"""How many unread notifications the bell shows: one query at most, kept for a minute in this process."""

from __future__ import annotations

import time
from typing import Any

from django.core.cache import caches

KEPT = 60
MOST = 100
COOKIE = "es-bell"


def count(user: Any, since: float = 0.0) -> int:
    """Unread notifications, up to 100. `since`: a count older than this moment is taken anew.

    Those that may no longer be opened do not count.
    """
    key = _key(user.pk)
    known = caches["local"].get(key)
    if known is None or known[1] < since:
        from .queries import unread_count

        known = (unread_count(user), time.time())
        caches["local"].set(key, known, KEPT)
    return known[0]


def forget(user_id: int) -> None:
    caches["local"].delete(_key(user_id))


def since(request: Any) -> float:
    """When this browser last read something: other processes then count anew too."""
    try:
        return min(float(request.COOKIES.get(COOKIE, 0)), time.time())
    except ValueError:
        return 0.0


def _key(user_id: int) -> str:
    return f"notifications:unread:{user_id}"
