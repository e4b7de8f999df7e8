"""What the worker does by the clock: readings cut short, uploads nobody published."""

from __future__ import annotations

from essaim.kit.checks import PeriodicTask, periodic_tasks


def _recover() -> None:
    from .extracting import recover

    recover()


def _tell() -> None:
    from .notices import tell_to_review

    tell_to_review()


def _clean() -> None:
    from .actions.uploading import expire

    expire()


periodic_tasks.declare(
    PeriodicTask("library.recover", _recover, every_seconds=300),
    PeriodicTask("library.clean", _clean, every_seconds=3600),
    PeriodicTask("library.review", _tell, every_seconds=3600),
)
