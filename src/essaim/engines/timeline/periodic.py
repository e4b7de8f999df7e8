"""What the timeline does by the clock."""

from __future__ import annotations

from essaim.kit.checks import PeriodicTask, periodic_tasks


def _tell_due() -> None:
    from .notices import tell_due

    tell_due()


periodic_tasks.declare(PeriodicTask("timeline.due", _tell_due, every_seconds=1800))
