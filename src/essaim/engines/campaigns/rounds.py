"""The periodic rounds, each short: what may last is handed to the queue."""

from __future__ import annotations

from .couriers.lease import pending
from .models import Message


def call_courier() -> None:
    """Whatever killed the last courier, the next round finds what it left."""
    from .tasks import send_waiting

    if pending() or Message.objects.filter(noted_at=None, fate="sent").exists():
        send_waiting.enqueue()
