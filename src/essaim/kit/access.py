"""What a page says of who may open it. Rights' middleware enforces what is said here.

Every view carries exactly one `Access`, put on it by `requires`, `signed_in` or `public`;
a test walks all addresses and names those that carry none.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

ACTIONS = ("view", "create", "change", "delete")


@dataclass(frozen=True)
class Access:
    """kind: "public" | "signed_in" | "right" | "api"; for "right", action and resource are set.

    `resource` may be a callable taking the view's keyword arguments, for pages shared by
    all record types.
    """

    kind: str
    action: str = ""
    resource: str | Callable[..., str] = ""
    why: str = ""


def _mark(view: View, access: Access) -> View:
    view.access = access  # type: ignore[attr-defined]
    if access.kind == "public":
        view.login_required = False  # type: ignore[attr-defined]
    return view


def requires(action: str, resource: str | Callable[..., str]) -> Callable[[View], View]:
    """The page needs `action` on `resource`, whatever the reach; objects are checked by querysets."""
    if action not in ACTIONS:
        raise ValueError(f"unknown action {action!r}")
    return lambda view: _mark(view, Access("right", action, resource))


def signed_in(view: View) -> View:
    """Any signed-in user; the page itself shows only what is the user's own or filtered."""
    return _mark(view, Access("signed_in"))


def public(why: str) -> Callable[[View], View]:
    """Open to everybody; `why` is written for the reader of the list of public pages."""
    return lambda view: _mark(view, Access("public", why=why))


def own_account_only(view: View) -> View:
    """The page shows what belongs to the account itself (sessions, second factor, tokens): it stays
    closed while an administrator sees the product as somebody else."""
    view.own_account_only = True  # type: ignore[attr-defined]
    return view


def api(view: View) -> View:
    """An address of the API: it knows its reader by itself (token or session) and asks the rights it needs."""
    view.login_required = False  # type: ignore[attr-defined]
    return _mark(view, Access("api"))
