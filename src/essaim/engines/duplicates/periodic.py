"""The nightly search."""

from __future__ import annotations

from essaim.kit.checks import PeriodicTask, periodic_tasks


def scan_everything() -> None:
    from .actions import scan_type
    from .adapters import LOADERS

    for name in LOADERS:
        scan_type(actor=None, type_name=name)


periodic_tasks.declare(PeriodicTask("duplicates.scan", scan_everything, 24 * 3600))
