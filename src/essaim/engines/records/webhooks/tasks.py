"""What the worker does for webhooks."""

from __future__ import annotations

from django_tasks import task

from .delivering import send_due


@task()
def send_waiting() -> int:
    return send_due()
