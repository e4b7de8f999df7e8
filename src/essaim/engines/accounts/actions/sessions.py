"""Ending sessions, and remembering when each was last seen."""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.core.cache import caches
from django.utils import timezone

from essaim.kit.writing import writing

from ..models import User

SEEN_EVERY = 300  # seconds between two writes of "last seen" for one session


def end_sessions(*, actor: User, sessions: list[UserSession]) -> None:
    with writing(actor) as work:
        for session in sessions:
            session.end()
        work.noted(actor, "sessions_ended", {"sessions": (len(sessions), 0)})


def end_all_sessions(user: User) -> None:
    for session in UserSession.objects.filter(user_id=user.pk):
        session.end()


def see_session(*, session_key: str, address: str) -> None:
    """At most one write in five minutes for each session and web process."""
    cache: Any = caches["local"]
    if cache.add(f"seen:{session_key}", True, SEEN_EVERY):
        UserSession.objects.filter(session_key=session_key).update(last_seen_at=timezone.now(), ip=address)
