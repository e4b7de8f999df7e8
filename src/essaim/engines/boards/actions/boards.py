"""Writing boards: creating, naming, sharing, arranging, deleting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.boards.models import Board
from essaim.engines.boards.queries import may_edit
from essaim.engines.boards.widgets import HEIGHTS, MOST_WIDGETS, WIDTHS, Shared, Widget
from essaim.engines.records.api import may_share_with
from essaim.engines.rights.api import require
from essaim.kit.writing import snapshot, writing


class StaleBoard(Exception):
    """The board was changed since the page was opened."""


def do_create_board(
    *, actor: Any, name: str, description: str = "", widgets: list[Widget] | None = None,
    shared: Shared | None = None, sharing: dict[str, Any] | None = None, source: str = "",
) -> Board:  # fmt: skip
    """A new board of the actor's. `sharing`: {"all": bool, "roles": [pk], "networks": [pk]}."""
    require(actor, "create", "boards")
    with writing(actor) as work:
        board = Board(owner=actor, name=_checked(name), description=description.strip()[:200], source=source)
        board.widgets = [replace(item, id="").named().to_json() for item in (widgets or [])[:MOST_WIDGETS]]
        board.filters = (shared or Shared()).to_json()
        board.save()
        share(actor, board, sharing or {})
        work.created(board)
    return board


def do_change_board(
    *, actor: Any, board: Board, name: str, description: str, sharing: dict[str, Any] | None = None
) -> Board:
    with writing(actor) as work:
        board = _own(actor, board)
        before = snapshot(board)
        board.name, board.description = _checked(name), description.strip()[:200]
        board.changed_at = timezone.now()
        if sharing is not None:
            share(actor, board, sharing)
        board.save()
        work.changed(board, before)
    return board


def do_keep_filters(*, actor: Any, board: Board, shared: Shared) -> Board:
    """The filters with which the board opens from now on."""
    return _rewritten(actor, board, _("Filtres du tableau"), lambda parts: parts, shared=shared)


def do_put_widget(*, actor: Any, board: Board, widget: Widget) -> Widget:
    """Adds a widget at the end, or puts it in the place of the one with its key."""
    named = widget.named()

    def put(parts: list[Widget]) -> list[Widget]:
        if any(part.id == named.id for part in parts):
            return [named if part.id == named.id else part for part in parts]
        if len(parts) >= MOST_WIDGETS:
            raise ValidationError(_("Un tableau porte au plus %d éléments.") % MOST_WIDGETS)
        return [*parts, named]

    _rewritten(actor, board, _("Élément « %s »") % named.title, put)
    return named


def do_remove_widget(*, actor: Any, board: Board, key: str) -> Board:
    return _rewritten(
        actor, board, _("Élément retiré"), lambda parts: [part for part in parts if part.id != key]
    )


def do_copy_widget(*, actor: Any, board: Board, key: str) -> Board:
    def copied(parts: list[Widget]) -> list[Widget]:
        if len(parts) >= MOST_WIDGETS:
            raise ValidationError(_("Un tableau porte au plus %d éléments.") % MOST_WIDGETS)
        found: list[Widget] = []
        for part in parts:
            found.append(part)
            if part.id == key:
                found.append(replace(part, id="").named())
        return found

    return _rewritten(actor, board, _("Élément dupliqué"), copied)


def do_arrange(*, actor: Any, board: Board, places: list[dict[str, Any]], version: int) -> Board:
    """The order and sizes of the widgets: `places` holds {"id", "width", "height"} for each.

    Widgets that are not named stay, at the end. Raises StaleBoard when `version` is not the board's.
    """

    def arranged(parts: list[Widget]) -> list[Widget]:
        known = {part.id: part for part in parts}
        found = []
        for place in places:
            part = known.pop(str(place.get("id")), None)
            if part is not None:
                found.append(_sized(part, place))
        return [*found, *known.values()]

    return _rewritten(actor, board, _("Disposition"), arranged, version=version)


def do_delete_board(*, actor: Any, board: Board) -> None:
    with writing(actor) as work:
        board = _own(actor, board)
        work.deleted(board)
        board.delete()


def share(actor: Any, board: Board, sharing: dict[str, Any]) -> None:
    """Adds and removes what the actor may; what others shared with stays."""
    allowed = may_share_with(actor)
    if allowed["all"]:
        board.shared_with_all = bool(sharing.get("all"))
        board.save(update_fields=["shared_with_all"])
    for name in ("roles", "networks"):
        wanted = {int(pk) for pk in sharing.get(name, ())}
        present = set(getattr(board, name).values_list("pk", flat=True))
        limits = allowed[name]
        if limits is not None:
            wanted = (wanted & set(limits)) | (present - set(limits))
        getattr(board, name).set(wanted)


def _rewritten(
    actor: Any, board: Board, note: str, change: Callable[[list[Widget]], list[Widget]],
    version: int | None = None, shared: Shared | None = None,
) -> Board:  # fmt: skip
    """The board with its widgets changed, under a lock: two hands at once lose nothing."""
    with writing(actor) as work:
        board = _own(actor, board)
        if version is not None and board.version != version:
            raise StaleBoard
        board.widgets = [part.to_json() for part in change(board.parts)]
        if shared is not None:
            board.filters = shared.to_json()
        board.version += 1
        board.changed_at = timezone.now()
        board.save()
        work.noted(board, "changed", note=note)
    return board


def _own(actor: Any, board: Board) -> Board:
    require(actor, "change", "boards")
    found = Board.objects.select_for_update().get(pk=board.pk)
    if not may_edit(actor, found):
        raise PermissionDenied(_("Ce tableau appartient à une autre personne : faites-en une copie."))
    return found


def _sized(part: Widget, place: dict[str, Any]) -> Widget:
    width, height = place.get("width"), place.get("height")
    return replace(
        part,
        width=width if width in WIDTHS else part.width,
        height=height if height in HEIGHTS else part.height,
    )


def _checked(name: str) -> str:
    if not name.strip():
        raise ValidationError({"name": _("Donnez un nom à ce tableau.")})
    return name.strip()[:80]
