"""A private, throw-away PostgreSQL server for the tests and the bench.

    python -m tools.postgres -- COMMAND…     runs COMMAND with ESSAIM_DATABASE_URL set
    python -m tools.postgres --durable -- …  the same, each commit written to the disk as in service: for measures
    python -m tools.postgres --check         says whether a server can be started

The cluster lives in a temporary folder, listens on 127.0.0.1 at a free port, asks for no password, is not safe
against power loss (that is what makes it quick) and goes away with this process, however it ends.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tools.children import die_with_parent, free_port, stop

QUICK = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "shared_buffers": "256MB",
    "max_wal_size": "2GB",
    "autovacuum": "off",
    "max_connections": "100",
}
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}
MISSING = "PostgreSQL's server programs were not found: install the package postgresql"


class Unavailable(Exception):
    pass


def programs() -> Path:
    """The folder of the newest initdb and postgres of this machine."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    if path := shutil.which("initdb"):
        return Path(path).resolve().parent
    raise Unavailable(MISSING)


def _identity() -> dict[str, object]:
    """PostgreSQL refuses to run as root: then it runs as `postgres`, which its package creates."""
    if os.geteuid() != 0:
        return {}
    try:
        account = pwd.getpwnam("postgres")
    except KeyError as error:
        raise Unavailable("running as root without an account named postgres") from error
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _initialise(folder: Path, identity: dict[str, object]) -> None:
    if identity:
        os.chown(folder, identity["user"], identity["group"])  # type: ignore[arg-type]
    command = [programs() / "initdb", "-D", folder / "data", "-U", "essaim", "-A", "trust", "-E", "UTF8"]
    done = subprocess.run(
        [*command, "--locale=C.UTF-8", "--no-sync"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        **identity,
    )  # type: ignore[call-overload]
    if done.returncode:
        raise Unavailable(f"initdb: {done.stderr.strip()}")


def _wait_until_ready(server: subprocess.Popen[bytes], port: int, log: Path) -> None:
    deadline = time.monotonic() + 30
    ready = [programs() / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    while time.monotonic() < deadline:
        if server.poll() is not None:
            break
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise Unavailable(f"PostgreSQL did not start: {log.read_text()[-2000:]}")


@contextlib.contextmanager
def cluster(**options: str) -> Iterator[str]:
    """The address of an empty database `essaim` on a server that lives as long as the block."""
    identity = _identity()
    folder = Path(tempfile.mkdtemp(prefix="essaim-pg-"))
    port = free_port()
    server = None
    try:
        _initialise(folder, identity)
        command: list[object] = [programs() / "postgres", "-D", folder / "data", "-p", str(port)]
        command += ["-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={folder}"]
        for name, value in {**QUICK, **options}.items():
            command += ["-c", f"{name}={value}"]
        log = folder / "log"
        with log.open("wb") as output:
            server = subprocess.Popen(
                command,
                cwd=folder,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=die_with_parent,  # noqa: PLW1509  (no thread runs yet)
                **identity,
            )  # type: ignore[call-overload]
        _wait_until_ready(server, port, log)
        address = f"postgresql://essaim@127.0.0.1:{port}"
        subprocess.run(
            [programs() / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "essaim", "essaim"],
            check=True,
        )
        yield f"{address}/essaim"
    finally:
        if server is not None:
            stop(server)
        shutil.rmtree(folder, ignore_errors=True)


def main(arguments: list[str]) -> int:
    try:
        if arguments == ["--check"]:
            print(programs(), file=sys.stderr)
            return 0
        durable = arguments[:1] == ["--durable"]
        words = arguments[durable:]
        if words[:1] != ["--"] or len(words) < 2:
            print(__doc__, file=sys.stderr)
            return 2
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        with cluster(**(DURABLE if durable else {})) as url:
            environment = {**os.environ, "ESSAIM_DATABASE_URL": url}
            return subprocess.run(words[1:], env=environment, check=False).returncode
    except Unavailable as error:
        print(error, file=sys.stderr)
        return 3
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
