"""Events of the forms, and what follows them."""

from __future__ import annotations

from typing import Any

from essaim.kit import events

_PAYLOAD = ("form", "code", "response", "subject_type", "subject_id")
events.declare("forms.rendered", "voice", "party", *_PAYLOAD)
events.declare("forms.completed", *_PAYLOAD)
events.declare("forms.invited", "voices", "tickets")


@events.subscribe("forms.invited")
def _invited(*, voices: list[str], tickets: list[str]) -> None:
    from .tasks import mail_tickets, mail_voices

    if voices:
        mail_voices.enqueue(voices)
    if tickets:
        mail_tickets.enqueue(tickets)


@events.subscribe("forms.rendered")
def _next_turn(*, response: str, **payload: Any) -> None:
    from .tasks import mail_next_turn

    mail_next_turn.enqueue(response)


@events.subscribe("forms.completed")
def _feed(*, response: str, **payload: Any) -> None:
    from .tasks import feed

    feed.enqueue(response)
