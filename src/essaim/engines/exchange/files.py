"""Files that were sent, as paths on this machine, wherever they are stored."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from .reading import Unreadable


@contextmanager
def local_path(stored: Any) -> Iterator[Path]:
    """The path of a stored file; one kept elsewhere is brought here for as long as it is needed."""
    try:
        path = Path(stored.path)
    except NotImplementedError:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "file"
            with stored.open("rb") as source, path.open("wb") as target:
                shutil.copyfileobj(source, target)
            yield path
        return
    yield path


def refuse_too_big(size: int | None) -> None:
    """Raises `Unreadable` when a file is bigger than this installation accepts."""
    limit = settings.MAX_IMPORT_BYTES
    if size is not None and size > limit:
        raise Unreadable(too_big(limit))


def too_big(limit: int) -> str:
    return _(
        "Ce fichier dépasse %s Mo, la taille acceptée. Gardez seulement la feuille et les colonnes utiles, ou "
        "découpez la liste en plusieurs fichiers."
    ) % max(1, limit // (1024 * 1024))
