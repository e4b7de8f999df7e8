"""Nothing leaves a sandbox: no connection to any machine, no program started, whoever asks.

Mail, SMS, web hooks and whatever library come next all end in one of these; Python tells each of them
to its audit hooks (PEP 578) before doing it.
"""

from __future__ import annotations

import sys
from typing import Any

from essaim.kit.instance import inside

CLOSED = frozenset(
    {"socket.connect", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo", "socket.gethostbyname", "socket.bind",
     "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty"}
)  # fmt: skip
_installed: list[bool] = []


class Closed(ConnectionRefusedError):
    """Somebody tried to reach out of a sandbox."""


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event in CLOSED and inside() is not None:
        raise Closed(f"{event}: a sandbox reaches nothing outside")


def install() -> None:
    """Once a process: a hook cannot be taken away, and needs not be."""
    if not _installed:
        _installed.append(True)
        sys.addaudithook(_refuse)
