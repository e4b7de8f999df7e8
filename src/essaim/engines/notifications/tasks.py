"""Work done apart from requests."""

from __future__ import annotations

from typing import Any

from django_tasks import task

from essaim.engines.accounts.api import User


@task()
def spread(values: dict[str, Any], keys: list[int]) -> None:
    """Tells many people the same thing."""
    from .models import Notification
    from .sending import deliver

    row = Notification(**{**values, "actor": None})
    row.actor_id = values["actor"]
    deliver(row, keys)


@task()
def mail_now(user_id: int) -> None:
    from .mailing import mail_waiting

    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is not None:
        mail_waiting(user)
