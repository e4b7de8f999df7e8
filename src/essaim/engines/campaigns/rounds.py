"""The periodic rounds, each short: what may last is handed to the queue."""

from __future__ import annotations

from .couriers.lease import pending
from .models import Message


def call_courier() -> None:
    """Whatever killed the last courier, the next round finds what it left."""
    from .tasks import send_waiting

    if pending() or Message.objects.filter(noted_at=None, fate="sent").exists():
        send_waiting.enqueue()


def run_automatic() -> None:
    from .automatic import run_due

    run_due()


def follow_up() -> None:
    from .following import follow_up_due

    follow_up_due()


def read_inbox() -> None:
    from .inbox.reading import read_all

    read_all()


def draft_newsletters() -> None:
    from .news.drafting import draft_due

    draft_due()
