"""The manager of guarded models: reads start from `for_user(user)`."""

from __future__ import annotations

from typing import Any

from django.db import models

from .decisions import visible


class GuardedQuerySet(models.QuerySet):
    def for_user(self, user: Any) -> GuardedQuerySet:
        """What `user` may see of this queryset."""
        return visible(user, self)  # type: ignore[return-value]


GuardedManager = models.Manager.from_queryset(GuardedQuerySet)
