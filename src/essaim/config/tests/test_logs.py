"""The terminal shows traces of faults only."""

import logging
import sys

from django.core.exceptions import PermissionDenied

from essaim.config.logs import RefusalsInALine


def record_of(error: Exception) -> logging.LogRecord:
    try:
        raise error
    except (PermissionDenied, ValueError):
        found = sys.exc_info()
    return logging.LogRecord("django.request", logging.WARNING, "", 1, "Forbidden: /x/", (), found)


def test_a_refusal_is_told_in_a_line_and_a_fault_with_its_trace():
    refused, failed = record_of(PermissionDenied("non")), record_of(ValueError("cassé"))
    assert all(RefusalsInALine().filter(record) for record in (refused, failed))
    assert refused.exc_info is None
    assert failed.exc_info is not None
