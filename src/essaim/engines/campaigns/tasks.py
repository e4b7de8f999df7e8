"""Work of campaigns done by the worker."""

from __future__ import annotations

from django_tasks import task

from .couriers import deliver
from .couriers.lease import pending
from .noting import note_sent


@task()
def send_waiting() -> None:
    """What was sent is told on timelines once there is nothing left to send."""
    deliver()
    if not pending():
        note_sent()


@task()
def note_waiting() -> None:
    note_sent()
