"""What the worker does by the clock: imports whose process died, files that have had their time."""

from __future__ import annotations

from essaim.kit.checks import PeriodicTask, periodic_tasks


def _recover() -> None:
    from .actions.running import recover

    recover()


periodic_tasks.declare(PeriodicTask("exchange.recover", _recover, every_seconds=60))
