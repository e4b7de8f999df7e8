"""What the worker does for notifications by the clock."""

from __future__ import annotations

from essaim.kit.checks import PeriodicTask, periodic_tasks


def _send() -> None:
    from .rounds import send_due

    send_due()


def _clean() -> None:
    from .rounds import clean

    clean()


periodic_tasks.declare(
    PeriodicTask("notifications.send", _send, every_seconds=120),
    PeriodicTask("notifications.clean", _clean, every_seconds=24 * 3600),
)
