"""The courier runs in a process of its own, which outlives the worker by the message it has in hand.

A worker may be killed at any moment; its courier notices, finishes the one message, writes what came of it and
ends. Only when both die at once, between a message's last line and the server's answer, is there a doubt: that
message is shown as such and never sent again by itself.
"""

from __future__ import annotations

import os
import select
import signal
import threading
from typing import Any

from django.conf import settings
from django.db import connection, connections

from .courier import Courier

SLICE = 8.0


def deliver(seconds: float = SLICE) -> None:
    """Sends what is due for about so long."""
    if not _may_fork():
        Courier().work(seconds)
        return
    connections.close_all()
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(write_end)
        _be_courier(read_end, seconds)
    os.close(read_end)
    try:
        os.waitpid(child, 0)
    finally:
        os.close(write_end)


def _may_fork() -> bool:
    """Not in the browser, not inside a transaction, not beside threads, not with a database held in memory."""
    if not getattr(settings, "CAMPAIGN_APART", True) or not hasattr(os, "fork"):
        return False
    if connection.in_atomic_block or threading.active_count() > 1:
        return False
    if connection.vendor == "sqlite":
        return not connection.is_in_memory_db()  # type: ignore[attr-defined]
    return True


def _be_courier(read_end: int, seconds: float) -> None:
    """Never returns. `read_end` closes when the worker is gone."""
    told = threading.Event()

    def ask_to_stop(number: int, frame: Any) -> None:
        told.set()

    def over() -> bool:
        return told.is_set() or bool(select.select([read_end], [], [], 0)[0])

    status = 1
    try:
        os.setsid()
        signal.signal(signal.SIGTERM, ask_to_stop)
        signal.signal(signal.SIGINT, ask_to_stop)
        Courier().work(seconds, over)
        status = 0
    except Exception:
        import logging

        logging.getLogger(__name__).exception("the courier failed")
    finally:
        connections.close_all()
        os._exit(status)
