"""What is new in the library, on the home page."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import HomeBlock, home_blocks

from .newness import new_documents
from .queries import shown

SHOWN = 5


def load(user: Any) -> dict[str, Any] | None:
    """Hidden when nothing is new: the home page speaks of what waits for its reader."""
    found: list[Any] = list(shown(new_documents(user))[: SHOWN + 1])
    for document in found:
        document.is_new, document.hit, document.is_favourite = True, None, False
    return {"documents": found[:SHOWN], "more": len(found) > SHOWN} if found else None


home_blocks.declare(
    HomeBlock(
        "library.new", _("Nouveau dans la bibliothèque"), "library/home.html", load, order=30,
        right=("view", "documents"),
    )
)  # fmt: skip
