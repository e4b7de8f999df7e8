"""Which boards a user may open, and which ready ones they are offered."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from essaim.engines.accounts.api import network_ids
from essaim.engines.records.api import record_types
from essaim.engines.rights.api import RoleHolder, can, rights_of

from .declarations import ReadyBoard, ready_boards
from .models import Board


def visible_boards(user: Any) -> QuerySet[Board]:
    """The user's own boards and those shared with them."""
    shared = Q(shared_with_all=True)
    roles = RoleHolder.objects.filter(user_id=user.pk).values("role")
    shared |= Q(Exists(Board.roles.through.objects.filter(board=OuterRef("pk"), role__in=roles)))
    if networks := network_ids(user):
        through = Board.networks.through.objects.filter(board=OuterRef("pk"), network__in=sorted(networks))
        shared |= Q(Exists(through))
    return Board.objects.filter(Q(owner_id=user.pk) | shared).select_related("owner").order_by("name", "pk")


def board_or_404(user: Any, pk: int) -> Board:
    found = visible_boards(user).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def own_boards(user: Any) -> list[Board]:
    """Those the user may add widgets to."""
    return [board for board in visible_boards(user) if may_edit(user, board)]


def may_edit(user: Any, board: Board) -> bool:
    if not can(user, "change", "boards"):
        return False
    return bool(board.owner_id == user.pk or rights_of(user).administrator)


def offered(user: Any) -> list[ReadyBoard]:
    """Ready boards about at least one type of record the user may see, by group."""
    found = [board for board in ready_boards if _concerns(user, board)]
    return sorted(found, key=lambda board: (str(board.group), board.order))


def _concerns(user: Any, board: ReadyBoard) -> bool:
    names = {widget.type_name for widget in board.widgets if widget.kind != "text"}
    return any(can(user, "view", record_types.get(name).resource) for name in names)


def ready_or_404(user: Any, name: str) -> ReadyBoard:
    if name not in ready_boards or not _concerns(user, ready_boards.get(name)):
        raise Http404
    return ready_boards.get(name)
