"""Events of the agenda."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.kit import events

events.declare("agenda.invited", "id", "user", "actor", label=_("Invitation à un événement de l’agenda"))
events.declare("agenda.answered", "id", "user", "answer", label=_("Réponse à une invitation"))


@events.subscribe("agenda.invited")
def _invited(*, id: int, user: int, actor: Any) -> None:
    from .tasks import mail_invitation

    if actor is not None:
        mail_invitation.enqueue(id, user)
