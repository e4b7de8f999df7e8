"""What the worker does by the clock: imports whose process died, files that have had their time."""

from __future__ import annotations

from essaim.kit.checks import PeriodicTask, periodic_tasks


def _recover() -> None:
    from .actions.running import recover

    recover()


def _clean() -> None:
    from .actions.exporting import expire
    from .actions.purging import purge

    expire()
    purge()


periodic_tasks.declare(
    PeriodicTask("exchange.recover", _recover, every_seconds=60),
    PeriodicTask("exchange.clean", _clean, every_seconds=3600),
)
