"""Where sandboxes and their templates stand on disk, and how one is copied.

A sandbox has a folder for each generation: its database, its uploads, its mail. A reset makes the next
one beside it, so what still writes to the former never touches the new one: it writes to files that
are gone.
"""

from __future__ import annotations

import os
import shutil
from contextlib import suppress
from pathlib import Path

from django.conf import settings

DATABASE = "base.sqlite3"


def root() -> Path:
    return Path(settings.SANDBOX_DIR)


def home_of(key: str) -> Path:
    """The folder of a sandbox, all generations in it."""
    return root() / "copies" / key[:2] / key


def folder_of(key: str, generation: int) -> Path:
    return home_of(key) / str(generation)


def database_of(key: str, generation: int) -> Path:
    return folder_of(key, generation) / DATABASE


def copy_database(template: Path, folder: Path) -> None:
    """A whole copy in `folder`, or none: on a full disk the half-made one goes and OSError is raised."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        half = folder / f".{DATABASE}"
        _copy(template, half)
        os.replace(half, folder / DATABASE)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _copy(source: Path, target: Path) -> None:
    """By the kernel, without going through this process."""
    with open(source, "rb") as reading, open(target, "wb") as writing:
        left, copied = os.fstat(reading.fileno()).st_size, 0
        while left:
            count = os.sendfile(writing.fileno(), reading.fileno(), copied, left)
            if not count:
                break
            copied, left = copied + count, left - count


def forget_generation(key: str, generation: int) -> None:
    shutil.rmtree(folder_of(key, generation), ignore_errors=True)


def forget(key: str) -> None:
    shutil.rmtree(home_of(key), ignore_errors=True)
    with suppress(OSError):
        home_of(key).parent.rmdir()


def known_keys() -> list[str]:
    """The sandboxes that have a folder, whether or not anything knows of them."""
    return [path.name for path in (root() / "copies").glob("*/*") if path.is_dir()]
