"""Events of the agenda."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import user_logged_in
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from essaim.kit import events

events.declare("agenda.invited", "id", "user", "actor", label=_("Invitation à un événement de l’agenda"))
events.declare("agenda.person_invited", "id", "person", "actor")
events.declare("agenda.reminded", "participation")
events.declare("agenda.followed", "id")
events.declare("agenda.answered", "id", "user", "person", "answer", label=_("Réponse à une invitation"))


@events.subscribe("agenda.invited")
def _invited(*, id: int, user: int, actor: Any) -> None:
    from .tasks import mail_invitation

    if actor is not None:
        mail_invitation.enqueue(id, user)


@events.subscribe("agenda.person_invited")
def _person_invited(*, id: int, person: int, actor: Any) -> None:
    from .tasks import mail_person

    if actor is not None:
        mail_person.enqueue(id, person)


@events.subscribe("agenda.reminded")
def _reminded(*, participation: int) -> None:
    from .tasks import mail_again

    mail_again.enqueue(participation)


@events.subscribe("agenda.followed")
def _followed(*, id: int) -> None:
    from .tasks import read_outside

    read_outside.enqueue(id)


@receiver(user_logged_in)
def _carry_clock(request: Any, user: Any, **kwargs: Any) -> None:
    from .clock import carry
    from .queries import clock_of

    carry(request, clock_of(user))
