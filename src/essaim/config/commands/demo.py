"""`essaim demo`: a working Essaim with invented people. Ctrl-C leaves nothing running."""

from __future__ import annotations

import argparse
import json
import os
import signal
import socket
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import FrameType
from urllib.error import URLError
from urllib.request import urlopen

HELP = "Démonstration : un monde inventé, le serveur et le travail de fond d’un seul geste"
GRACE = 12.0


def arguments(parser: argparse.ArgumentParser) -> None:
    port = int(os.environ.get("PORT", "8000"))
    parser.add_argument("--port", type=int, default=port, help="port (8000)")
    parser.set_defaults(needs_django=False)
    parser.add_argument("--no-serve", action="store_true", help="préparer les données, sans servir")


def run(options: argparse.Namespace) -> int:
    if not options.no_serve and _taken(options.port):
        print(
            f"Le port {options.port} est déjà pris. Choisissez-en un autre : make demo PORT=8001",
            file=sys.stderr,
        )
        return 1
    from essaim.config.demo.logins import print_logins

    labels = standing() or make()
    if options.no_serve:
        print_logins(labels)
        return 0
    return supervise(options.port, lambda site: print_logins(labels, site))


def standing() -> dict[str, str] | None:
    """The labels of the roles when set-up and world are there already: then the applications need not be loaded here,
    and the server starts at once.
    """
    from essaim.config.commands.setup import is_prepared, stamp

    try:
        kept = json.loads(_kept().read_text())
    except (OSError, ValueError):
        return None
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore", RuntimeWarning
        )  # the database is asked before the applications are there
        return kept["labels"] if is_prepared() and kept["stamp"] == stamp() else None


def make() -> dict[str, str]:
    """Everything the demonstration needs that is not there yet."""
    import django

    django.setup()
    from essaim.config.commands.setup import prepare, stamp
    from essaim.config.demo.building import build_once
    from essaim.engines.rights.api import Role

    prepare()
    build_once()
    labels = dict(Role.objects.values_list("code", "label"))
    _kept().write_text(json.dumps({"stamp": stamp(), "labels": labels}))
    return labels


def _kept() -> Path:
    from django.conf import settings

    return Path(settings.VAR_DIR) / "demo.json"


def _taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


def supervise(port: int, when_ready: Callable[[str], None]) -> int:
    """Starts the server, then the worker; waits for one to end or for Ctrl-C, then stops both."""
    from django.db import connections

    from essaim.config.commands.serve import command

    connections.close_all()
    site = f"http://127.0.0.1:{port}"
    environment = {**os.environ, "ESSAIM_SITE_URL": os.environ.get("ESSAIM_SITE_URL", site)}
    children = [_start(command("127.0.0.1", port, 2), environment)]
    stopping: list[int] = []

    def ask_to_stop(number: int, frame: FrameType | None) -> None:
        stopping.append(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, ask_to_stop)
    try:
        if _wait_until_answers(site, children, stopping):
            children.append(_start([sys.executable, "-m", "essaim", "worker"], environment))
            when_ready(site)
        while not stopping and all(child.poll() is None for child in children):
            time.sleep(0.2)
    finally:
        _stop(children)
    if not stopping:
        print("Un des processus s’est arrêté tout seul ; voyez les lignes ci-dessus.", file=sys.stderr)
        return 1
    print("\nEssaim est arrêté.")
    return 0


def _start(words: list[str], environment: dict[str, str]) -> subprocess.Popen:
    """In its own process group, so that Ctrl-C reaches it through us alone and in order."""
    return subprocess.Popen(words, env=environment, start_new_session=True)


def _wait_until_answers(site: str, children: list[subprocess.Popen], stopping: list[int]) -> bool:
    end = time.monotonic() + 60
    while time.monotonic() < end and not stopping and all(child.poll() is None for child in children):
        try:
            urlopen(f"{site}/comptes/connexion/", timeout=5).close()  # noqa: S310  our own address
            return True
        except URLError as error:
            if 0 < getattr(error, "code", 0) < 500:
                return True
            time.sleep(0.1)
        except OSError:
            time.sleep(0.1)
    return False


def _stop(children: list[subprocess.Popen]) -> None:
    """Asks each group to stop, then ends what is left of it."""
    for child in children:
        _signal(child, signal.SIGTERM)
    end = time.monotonic() + GRACE
    for child in children:
        with suppress(subprocess.TimeoutExpired):
            child.wait(max(0.1, end - time.monotonic()))
        _signal(child, signal.SIGKILL)
        child.wait()


def _signal(child: subprocess.Popen, number: int) -> None:
    try:
        os.killpg(child.pid, number)
    except ProcessLookupError:
        return
