"""The boards one may open: one's own, those shared with one, and the ready ones."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from essaim.engines.boards.queries import offered, visible_boards
from essaim.engines.rights.api import can
from essaim.kit.access import requires


@require_GET
@requires("view", "boards")
def library(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    found = list(visible_boards(user))
    ready = [
        (group, list(items)) for group, items in groupby(offered(user), key=lambda item: str(item.group))
    ]
    context = {
        "own": [board for board in found if board.owner_id == user.pk],
        "shared": [board for board in found if board.owner_id != user.pk],
        "ready": ready,
        "may_create": can(user, "create", "boards"),
    }
    return render(request, "boards/library.html", context)
