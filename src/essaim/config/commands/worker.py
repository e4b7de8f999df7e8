"""`essaim worker`: background work and what comes round regularly."""

from __future__ import annotations

import argparse
import logging
import signal
from threading import Event
from typing import Any

HELP = "Faire le travail de fond : envois, imports, tâches régulières"
INTERVAL = 1.0
LONGEST = 3600
logger = logging.getLogger("essaim.worker")


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="faire ce qui attend, puis s’arrêter")


def run(options: argparse.Namespace) -> int:
    stop = Event()
    worker = _worker()

    def ask_to_stop(number: int, frame: Any) -> None:
        stop.set()
        worker.running = False

    signal.signal(signal.SIGTERM, ask_to_stop)
    signal.signal(signal.SIGINT, ask_to_stop)
    while not stop.is_set():
        _rounds(worker, stop)
        if options.once:
            break
        stop.wait(INTERVAL)
    return 0


def _worker() -> Any:
    """The library's worker, emptying the queue and giving the hand back."""
    from django.utils.crypto import get_random_string
    from django_tasks_db.management.commands.db_worker import Worker

    return Worker(
        queue_names=["*"], interval=0, batch=True, backend_name="default", startup_delay=False,
        max_tasks=None, worker_id=get_random_string(32), excluded_queue_names=[],
    )  # fmt: skip


def _rounds(worker: Any, stop: Event) -> None:
    from django.db import DatabaseError, close_old_connections

    try:
        worker.run()
        if not stop.is_set():
            run_periodic(stop)
    except DatabaseError:
        logger.exception("the database did not answer; trying again")
        stop.wait(5)
    finally:
        close_old_connections()


def run_periodic(stop: Event | None = None) -> list[str]:
    """Runs the periodic tasks that are due, each by one worker at a time; their names."""
    from django.core.cache import cache

    from essaim.kit.checks import periodic_tasks

    done = []
    for task in periodic_tasks:
        if stop is not None and stop.is_set():
            break
        if not cache.add(f"periodic:due:{task.name}", 1, task.every_seconds):
            continue
        lock = f"periodic:running:{task.name}"
        if not cache.add(lock, 1, LONGEST):
            continue
        try:
            task.run()
            done.append(task.name)
        except Exception:  # one task that fails must not stop the others
            logger.exception("periodic task %s failed", task.name)
        finally:
            cache.delete(lock)
    return done
