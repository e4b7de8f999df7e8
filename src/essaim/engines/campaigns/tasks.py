"""Work of campaigns done by the worker."""

from __future__ import annotations

from django_tasks import task

from .couriers import deliver
from .noting import note_sent


@task()
def send_waiting() -> None:
    deliver()
    note_sent()


@task()
def note_waiting() -> None:
    note_sent()
