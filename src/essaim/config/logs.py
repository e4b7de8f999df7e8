"""What the terminal tells: faults with their trace, refusals in a line."""

from __future__ import annotations

import logging

from django.core.exceptions import PermissionDenied


class RefusalsInALine(logging.Filter):
    """A refused page is an answer, not a fault: a trace for each one hides those that matter."""

    def filter(self, record: logging.LogRecord) -> bool:
        if record.exc_info and isinstance(record.exc_info[1], PermissionDenied):
            record.exc_info = None
            record.exc_text = None
        return True
