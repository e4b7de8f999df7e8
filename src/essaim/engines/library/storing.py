"""Files of the library in the storage, wherever that is, and as paths on this machine when they are read."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.files import File
from django.core.files.storage import default_storage

BLOCK = 2**20


@contextmanager
def local_path(stored: Any) -> Iterator[Path]:
    """The path of a stored file; one kept elsewhere is brought here for as long as it is needed."""
    try:
        path = Path(stored.path)
    except NotImplementedError:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            with stored.open("rb") as source, path.open("wb") as target:
                shutil.copyfileobj(source, target, BLOCK)
            yield path
        return
    yield path


def digest_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def keep(path: Path, name: str) -> str:
    """A file of this machine put in the storage under `name`, or one near it; the name it has there."""
    with path.open("rb") as file:
        return default_storage.save(name, File(file))


def join(names: Iterable[str], target: IO[bytes]) -> None:
    for name in names:
        with default_storage.open(name, "rb") as part:
            shutil.copyfileobj(part, target, BLOCK)


def remove(names: Iterable[str]) -> None:
    for name in names:
        if name:
            default_storage.delete(name)
