"""The index is compared with the records every night, and mended."""

from __future__ import annotations

import logging

from essaim.kit.checks import PeriodicTask, periodic_tasks

logger = logging.getLogger(__name__)


def nightly() -> None:
    from .rebuilding import mend

    for drift in mend():
        logger.warning("search index of %s had drifted and was rebuilt: %s", drift.type, drift)


periodic_tasks.declare(PeriodicTask("search.mend", nightly, 24 * 3600))
