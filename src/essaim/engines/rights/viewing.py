"""`Voir en tant que`: an administrator sees the product with somebody else's rights, and cannot write.

Kept in the session of the administrator: {"user": id or None, "role": id or None, "until": timestamp}.
"""

from __future__ import annotations

import copy
import time
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest

from essaim.engines.accounts.api import User
from essaim.kit.writing import current_origin

from .decisions import can, forget, rights_of
from .models import Role

KEY = "rights_view_as"
LASTS = 30 * 60
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True)
class ViewAs:
    """What the banner says: `name` of the user or role seen, `real` the administrator, `until` in seconds."""

    name: str
    real: Any
    user: Any
    role: Role | None
    until: float

    @property
    def minutes(self) -> int:
        return max(1, round((self.until - time.time()) / 60))


def may_view_as(user: Any, target: Any = None) -> bool:
    """Those who manage rights may; only an administrator may see as an administrator."""
    if not can(user, "change", "access"):
        return False
    if target is None or rights_of(user).administrator:
        return True
    administers = target.is_administrator if isinstance(target, Role) else rights_of(target).administrator
    return not administers


def start(request: HttpRequest, user: Any = None, role: Role | None = None) -> None:
    request.session[KEY] = {
        "user": user.pk if user else None,
        "role": role.pk if role else None,
        "until": time.time() + LASTS,
    }


def stop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def current(request: HttpRequest) -> ViewAs | None:
    """What the session says, None when nothing or when it holds no longer (see `expired`)."""
    kept = request.session.get(KEY) if hasattr(request, "session") else None
    real = request.user
    if not kept or not real.is_authenticated:
        return None
    target = target_of(kept)
    user, role = (None, target) if isinstance(target, Role) else (target, None)
    if target is None or kept["until"] < time.time() or not may_view_as(real, target):
        return None
    return ViewAs(str(target), real, _seen(real, user, role), role, kept["until"])


def target_of(kept: dict[str, Any]) -> Any:
    """The user or the role that the session's note names, None when it is gone."""
    if kept["user"]:
        return User.objects.filter(pk=kept["user"], is_active=True).first()
    return Role.objects.filter(pk=kept["role"]).first()


def _seen(real: Any, user: Any, role: Role | None) -> Any:
    """The user the product will see: the other one, or oneself with one role only."""
    seen = user
    if seen is None:
        seen = copy.copy(real._wrapped if hasattr(real, "_wrapped") else real)
        seen._state = copy.copy(seen._state)
        forget(seen)
        seen.__dict__["_roles_instead"] = [role.pk] if role else []
    seen.__dict__["viewed_by"] = real
    return seen


def enter(request: HttpRequest, viewing: ViewAs) -> Any:
    """Puts the user seen in the request; gives what `current_origin` must be reset with."""
    request.real_user = viewing.real  # type: ignore[attr-defined]
    request.view_as = viewing  # type: ignore[attr-defined]
    request.user = viewing.user
    return current_origin.set(replace(current_origin.get(), acting_for=viewing.user))
