"""What privacy does by the clock."""

from __future__ import annotations

from essaim.kit.checks import PeriodicTask, periodic_tasks


def _run() -> None:
    from .actions.purging import run_due

    run_due()


periodic_tasks.declare(PeriodicTask("privacy.retention", _run, every_seconds=6 * 3600))
