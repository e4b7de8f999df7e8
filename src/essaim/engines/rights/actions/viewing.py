"""Start and end of `voir en tant que`, kept in the journal with both names."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from essaim.kit.writing import writing

from .. import viewing
from ..decisions import Refused
from ..models import Role


def do_start_viewing(*, actor: Any, request: HttpRequest, user: Any = None, role: Role | None = None) -> None:
    target = user or role
    if target is None or target == actor or not viewing.may_view_as(actor, target):
        raise Refused("change", "access")
    with writing(actor) as work:
        work.noted(target, "view_as_started", note=f"{actor} → {target}")
        viewing.start(request, user, role)


def do_end_viewing(*, actor: Any, request: HttpRequest, expired: bool = False) -> None:
    """`actor` is the administrator. Also told when the time given is over."""
    kept = request.session.get(viewing.KEY)
    if not kept:
        return
    viewing.stop(request)
    target = viewing.target_of(kept)
    if target is None:
        return
    with writing(actor) as work:
        kind = "view_as_expired" if expired else "view_as_ended"
        work.noted(target, kind, note=f"{actor} → {target}")
