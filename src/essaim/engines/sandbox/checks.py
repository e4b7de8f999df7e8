"""What `essaim check` says of sandboxes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator

from essaim.kit.checks import Finding, OperatorCheck, operator_checks

from .files import known_keys, root

LEAST = 2 * 1024**3


def look() -> Iterator[Finding]:
    folder = root()
    if not folder.exists():
        yield Finding("ok", "Aucun bac à sable pour l’instant.")
        return
    free = shutil.disk_usage(folder).free
    text = f"{len(known_keys())} bac(s) à sable dans {folder} ; {free // 1024**2} Mo libres."
    if free < LEAST:
        yield Finding(
            "warning", text, "Libérez de la place, ou réglez ESSAIM_SANDBOX_DIR sur un autre disque."
        )
        return
    yield Finding("ok", text)


operator_checks.declare(OperatorCheck("sandbox", "Bacs à sable", look))
