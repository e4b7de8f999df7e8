"""Events of the agenda."""

from __future__ import annotations

from typing import Any

from essaim.kit import events

events.declare("agenda.invited", "id", "user", "actor")
events.declare("agenda.answered", "id", "user", "answer")


@events.subscribe("agenda.invited")
def _invited(*, id: int, user: int, actor: Any) -> None:
    from .tasks import mail_invitation

    if actor is not None:
        mail_invitation.enqueue(id, user)
