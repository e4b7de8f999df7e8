"""Writing one widget: what it shows, with a picture of it that follows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from essaim.engines.boards import actions
from essaim.engines.boards.drawing import draw
from essaim.engines.boards.editing import Editing, from_form, from_widget
from essaim.engines.boards.queries import board_or_404, may_edit, own_boards
from essaim.engines.boards.showing import content
from essaim.engines.boards.widgets import Shared, Widget
from essaim.engines.records.api import FilterEditor, QueryError, read_address, record_type_or_404
from essaim.engines.rights.api import can
from essaim.kit.access import requires

START = {"kind": "bar", "measure": "count", "width": "6", "height": "2"}


@requires("change", "boards")
def new_widget(request: HttpRequest, pk: int) -> HttpResponse:
    board = _editable(request, pk)
    return _page(
        request, Editing(request.user, {**START, "kind": request.GET.get("genre", "bar")}).settle(), board
    )


@requires("change", "boards")
def change_widget(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    board = _editable(request, pk)
    widget = board.part(key)
    if widget is None:
        raise Http404
    return _page(request, from_widget(request.user, widget), board, widget)


@requires("change", "boards")
def from_list(request: HttpRequest, slug: str) -> HttpResponse:
    """A chart of a list as it is filtered: one chooses the board it goes to."""
    user: Any = request.user
    record_type = record_type_or_404(slug)
    if not can(user, "view", record_type.resource):
        raise Http404
    editing = Editing(user, {**START, "type": record_type.name})
    editing.tree = FilterEditor(user, record_type).opened(read_address(request.GET).filter)
    return _page(request, editing.settle())


def _editable(request: HttpRequest, pk: int) -> Any:
    board = board_or_404(request.user, pk)
    if not may_edit(request.user, board):
        raise PermissionDenied(_("Ce tableau appartient à une autre personne : faites-en une copie."))
    return board


def _page(
    request: HttpRequest, editing: Editing, board: Any = None, widget: Widget | None = None
) -> HttpResponse:
    action = request.POST.get("do", "save")
    focus = 0
    if request.method == "POST":
        editing = from_form(request.user, request.POST)
        if action == "save":
            answer = _save(request, editing, board, widget)
            if answer is not None:
                return answer
        elif action == "draw":
            editing.settle()
        elif editing.tree is not None:
            focus = FilterEditor(request.user, editing.type).act(editing.tree, action)  # type: ignore[arg-type]
    return _render(request, editing, board, widget, focus)


def _save(request: HttpRequest, editing: Editing, board: Any, widget: Widget | None) -> HttpResponse | None:
    try:
        made = editing.widget(widget.id if widget else "")
        drawing = draw(request.user, made, Shared())
        if drawing.refused:
            raise QueryError(drawing.refused)
        target = board or _chosen(request, editing)
        actions.do_put_widget(actor=request.user, board=target, widget=made)
    except QueryError as error:
        wrong_filter = str(error) == "filter"
        editing.errors.append(_("Corrigez le filtre, plus bas.") if wrong_filter else str(error))
        return None
    except ValidationError as error:
        editing.errors.append(error.messages[0])
        return None
    messages.success(request, _("L’élément est enregistré."))
    response = redirect("boards:compose", pk=target.pk)
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=204, headers={"HX-Redirect": response["Location"]})  # type: ignore[assignment]
    return response


def _chosen(request: HttpRequest, editing: Editing) -> Any:
    """The board a chart made from a list goes to; a new one when none is chosen."""
    key = editing.values.get("board", "")
    if key.isdecimal() and len(key) < 18:
        return _editable(request, int(key))
    return actions.do_create_board(
        actor=request.user, name=_("Mon tableau de bord"), shared=Shared({"last": 12, "unit": "month"})
    )


def _render(
    request: HttpRequest, editing: Editing, board: Any, widget: Widget | None, focus: int
) -> HttpResponse:
    user: Any = request.user
    if editing.type is None:
        raise PermissionDenied(_("Votre profil ne permet de voir aucune fiche."))
    context: dict[str, Any] = {
        "editing": editing, "values": editing.values, "board": board, "widget": widget,
        "boards": [] if board else own_boards(user), "action_url": request.get_full_path(), "type": editing.type,
        "dated1": editing.is_dated("group1"), "dated2": editing.is_dated("group2"), **editing.choices(),
    }  # fmt: skip
    if editing.kind != "text" and editing.tree is not None:
        context |= FilterEditor(user, editing.type).context(editing.tree, request.get_full_path(), focus)
    context["preview"], context["why"] = _preview(user, editing)
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    template = "boards/_editor.html" if htmx else "boards/editor.html"
    return render(request, template, context, status=422 if editing.errors else 200)


def _preview(user: Any, editing: Editing) -> tuple[Any, str]:
    """The widget as it stands, or what is missing to draw it."""
    try:
        return content(draw(user, editing.widget(), Shared())), ""
    except QueryError as error:
        return "", _("Complétez le filtre pour voir le graphique.") if str(error) == "filter" else str(error)
