"""The bell of every page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from . import bell


@dataclass(frozen=True)
class Bell:
    count: int
    url: str
    list_url: str

    @property
    def shown(self) -> str:
        return "99+" if self.count > 99 else str(self.count)


def bell_of(request: Any) -> Bell | None:
    """None for whoever is not signed in, or sees the product as somebody else."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated or getattr(request, "view_as", None) is not None:
        return None
    return Bell(
        bell.count(user, bell.since(request)), reverse("notifications:latest"), reverse("notifications:list")
    )
