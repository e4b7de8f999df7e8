"""Pages of one's own account: nobody opens them while seeing the product as somebody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from essaim.kit.access import signed_in


def own_account(view: Callable[..., Any]) -> Callable[..., Any]:
    """Any signed-in user, for themselves only."""
    view.own_account_only = True  # type: ignore[attr-defined]
    return signed_in(view)
