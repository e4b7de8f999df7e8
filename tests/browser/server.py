"""A real server for the journeys: `essaim serve` and its worker on a copy of the demo data."""

from __future__ import annotations

import fcntl
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tools.children import die_with_parent, free_port, stop, wait_for

ESSAIM = [sys.executable, "-m", "essaim"]


@dataclass(frozen=True)
class Server:
    """`logins`: the e-mails of the demo's accounts by the part before the @; all share `password`."""

    url: str
    var: Path
    logins: dict[str, str]
    password: str
    log: Path

    def messages(self) -> list[str]:
        """The mails sent so far, newest first."""
        files = sorted((self.var / "mail").glob("*"), key=lambda path: path.stat().st_mtime_ns, reverse=True)
        return [path.read_text(errors="replace") for path in files]

    def run(self, *words: str) -> str:
        """What an `essaim` command prints, run beside the server."""
        done = subprocess.run(
            [*ESSAIM, *words], env=environment(self.var), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout


def environment(var: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ESSAIM_", "DJANGO_"))}
    return kept | {"ESSAIM_VAR": str(var), "DJANGO_SETTINGS_MODULE": "essaim.config.settings"} | more


def demo_template(shared: Path) -> Path:
    """A folder with the demo data, made once however many workers run."""
    folder = shared / "demo"
    with (shared / "demo.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "logins.txt").exists():
            folder.mkdir(exist_ok=True)
            done = subprocess.run(
                [*ESSAIM, "demo", "--no-serve"],
                env=environment(folder),
                capture_output=True,
                text=True,
                check=False,
            )
            assert done.returncode == 0, done.stdout + done.stderr
            (folder / "logins.txt").write_text(done.stdout)
    return folder


@contextmanager
def running(template: Path, var: Path) -> Iterator[Server]:
    shutil.copytree(template, var, dirs_exist_ok=True)
    printed = (template / "logins.txt").read_text()
    logins = {found[1]: found[0] for found in re.findall(r"(([\w.-]+)@[\w.-]+)", printed)}
    password = re.search(r"[Mm]ot de passe[^:]*:\s*(\S+)", printed)
    assert logins, printed
    assert password, printed
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    log = var / "server.log"
    settings = environment(var, ESSAIM_SITE_URL=url)
    with log.open("wb") as output:
        processes = [
            subprocess.Popen(
                [*ESSAIM, *words],
                env=settings,
                stdout=output,
                stderr=output,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (tests run in processes, not in threads)
            )
            for words in (["serve", "--port", str(port), "--workers", "1"], ["worker"])
        ]
        try:
            assert wait_for(processes[0], url), log.read_text()
            yield Server(url, var, logins, password[1], log)
        finally:
            for process in processes:
                stop(process)
