"""Words on pictures, by the program Tesseract, in French (and English when it knows it)."""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import lru_cache
from io import BytesIO
from typing import Any

PAGES = 40
SECONDS = 60


@lru_cache(maxsize=1)
def languages() -> str:
    """ "fra+eng", "fra", "eng" or "": what the installed Tesseract can read of those, "" when there is none."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    try:
        said = subprocess.run(  # noqa: S603  the program found on the path
            [program, "--list-langs"], capture_output=True, text=True, timeout=20, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    known = set((said.stdout + said.stderr).split())
    return "+".join(name for name in ("fra", "eng") if name in known)


def words_of(image: Any) -> str:
    """The words of a picture; "" when Tesseract is not there, fails or takes too long."""
    known, program = languages(), shutil.which("tesseract")
    if not known or program is None:
        return ""
    picture = BytesIO()
    image.save(picture, "PNG", compress_level=1)
    environment = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    try:
        said = subprocess.run(  # noqa: S603  the program found on the path
            [program, "stdin", "stdout", "-l", known], input=picture.getvalue(), capture_output=True,
            timeout=SECONDS, check=False, env=environment,
        )  # fmt: skip
    except (OSError, subprocess.SubprocessError):
        return ""
    return said.stdout.decode("utf-8", "replace")
