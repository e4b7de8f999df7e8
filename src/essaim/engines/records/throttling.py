"""How often one may call the API, counted for all web processes together without a write at every call."""

from __future__ import annotations

import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from rest_framework.throttling import UserRateThrottle

from .models import ApiToken

TELLINGS = 20  # times a window that a process tells the others its count, and reads theirs
KEPT = 1000
PROCESS = secrets.token_hex(4)


@dataclass
class Count:
    """Calls of one reader in one window of time: `own` in this process, `others` as last read."""

    own: int = 0
    told: int = 0
    others: int = 0


@dataclass
class Tally:
    """The counts of one web process. What it tells is its whole count, so that a lost telling is made good."""

    process: str = PROCESS
    counts: dict[str, Count] = field(default_factory=dict)

    def add(self, key: str, limit: int, seconds: int) -> int:
        """Counts one call and gives how many there were, in all processes, give or take a twentieth of `limit`."""
        if key not in self.counts:
            if len(self.counts) >= KEPT:
                self.counts.clear()
            self.counts[key] = Count()
            self._tell(key, seconds)
        count = self.counts[key]
        count.own += 1
        if count.own - count.told >= max(1, limit // TELLINGS):
            self._tell(key, seconds)
        return count.own + count.others

    def _tell(self, key: str, seconds: int) -> None:
        count = self.counts[key]
        known: dict[str, int] = cache.get(key) or {}
        count.own = max(count.own, known.get(self.process, 0))
        count.others = sum(number for process, number in known.items() if process != self.process)
        if count.own:
            cache.set(key, {**known, self.process: count.own}, seconds)
        count.told = count.own


_tally = Tally()


class ReaderThrottle(UserRateThrottle):
    """So many calls in each minute (or hour…) by the clock, for a token or a user."""

    tally = _tally
    num_requests: int
    duration: int

    def get_cache_key(self, request: Any, view: Any) -> str:
        who = f"token{request.auth.pk}" if isinstance(request.auth, ApiToken) else f"user{request.user.pk}"
        return f"throttle:{who}:{int(time.time()) // self.duration}"

    def allow_request(self, request: Any, view: Any) -> bool:
        key = self.get_cache_key(request, view)
        return self.tally.add(key, self.num_requests, self.duration) <= self.num_requests

    def wait(self) -> float:
        return self.duration - time.time() % self.duration
