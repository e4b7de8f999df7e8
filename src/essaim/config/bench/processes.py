"""The processes the bench starts, and what they cost. None outlives it."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen


class Failed(Exception):
    """A command or a server did not do its work."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def server(words: list[str], environment: dict[str, str], url: str, log: Path) -> Iterator[int]:
    """The process id of a server that answers at `url` for the length of the block."""
    with log.open("wb") as output:
        process = subprocess.Popen(
            words, env=environment, stdout=output, stderr=output, start_new_session=True
        )
        try:
            deadline = time.monotonic() + 60
            while not answers(url):
                if process.poll() is not None or time.monotonic() > deadline:
                    raise Failed(f"{' '.join(words)}: {log.read_text()[-2000:]}")
                time.sleep(0.1)
            yield process.pid
        finally:
            stop(process)


def answers(url: str) -> bool:
    try:
        with urlopen(url, timeout=5):  # noqa: S310  an address of this machine
            return True
    except HTTPError:
        return True
    except OSError:
        return False


def stop(process: subprocess.Popen[bytes]) -> None:
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, number)
            process.wait(15)
        except ProcessLookupError:
            process.wait()
        except subprocess.TimeoutExpired:
            continue


@dataclass
class Done:
    """What a command printed, how long it took, the most memory it held."""

    output: str
    seconds: float
    peak_mb: float


def command(words: list[str], environment: dict[str, str], log: Path) -> Done:
    """Runs it to its end; raises `Failed` with the end of what it said when it fails."""
    with log.open("wb") as output:
        started = time.perf_counter()
        process = subprocess.Popen(words, env=environment, stdout=output, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
    text = log.read_text()
    if process.returncode != 0:
        raise Failed(f"{' '.join(words)}: exit {process.returncode}\n{text[-2000:]}")
    scale = 2**20 if sys.platform == "darwin" else 2**10
    return Done(text, round(seconds, 2), round(usage.ru_maxrss / scale, 1))
