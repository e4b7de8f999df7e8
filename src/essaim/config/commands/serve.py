"""`essaim serve`: the pages, on plain WSGI (docs/decisions/0004)."""

from __future__ import annotations

import argparse
import os
import sys

HELP = "Servir les pages"
needs_django = False


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(needs_django=False)
    parser.add_argument("--host", default=os.environ.get("ESSAIM_HOST", "127.0.0.1"), help="adresse d’écoute")
    parser.add_argument("--port", type=int, default=int(os.environ.get("PORT", "8000")), help="port (8000)")
    parser.add_argument("--workers", type=int, default=int(os.environ.get("ESSAIM_WORKERS", "2")),
                        help="nombre de processus (2)")  # fmt: skip


def command(host: str, port: int, workers: int) -> list[str]:
    """The server's command line. One blocking thread a process: each holds one database connection."""
    return [
        sys.executable, "-m", "granian", "essaim.config.wsgi:application",
        "--interface", "wsgi", "--host", host, "--port", str(port),
        "--workers", str(workers), "--blocking-threads", "1", "--backlog", "1024",
        "--http", "1", "--no-ws", "--respawn-failed-workers",
        "--workers-kill-timeout", "10",
        "--log-level", "warning",
    ]  # fmt: skip


def run(options: argparse.Namespace) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "essaim.config.settings")
    words = command(options.host, options.port, options.workers)
    sys.stdout.flush()
    os.execv(words[0], words)  # noqa: S606  our own interpreter
    return 0
