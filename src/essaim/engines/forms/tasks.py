"""Work done apart from requests."""

from __future__ import annotations

from django_tasks import task

from .actions.feeding import feed_by_itself
from .actions.reminding import invite_tickets, invite_voices, next_turn


@task()
def mail_voices(voices: list[str]) -> None:
    invite_voices(voices)


@task()
def mail_tickets(tickets: list[str]) -> None:
    invite_tickets(tickets)


@task()
def mail_next_turn(response: str) -> None:
    next_turn(response)


@task()
def feed(response: str) -> None:
    feed_by_itself(response)
