"""Many sandboxes: resets among thousands of copies."""

from __future__ import annotations

import json
from typing import Any

from .installation import Installation


def run_apart(place: Installation) -> dict[str, Any]:
    """The measure, in the installation of the bench: its folder, its code, its own process."""
    words = "import django, json; django.setup(); from essaim.engines.sandbox.api import measure_resets"
    done = place.python("-c", f"{words}; print(json.dumps(measure_resets()))")
    found: dict[str, Any] = json.loads(done.output.splitlines()[-1])
    return found
