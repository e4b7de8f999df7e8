"""Making, naming, sharing, copying and deleting boards."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.engines.boards import actions, sharing
from essaim.engines.boards.forms import BoardForm
from essaim.engines.boards.queries import board_or_404, may_edit, ready_or_404
from essaim.engines.boards.widgets import Shared
from essaim.kit.access import requires


@requires("create", "boards")
def new(request: HttpRequest) -> HttpResponse:
    form = BoardForm(request.user, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.do_create_board(
            actor=request.user, name=form.cleaned_data["name"], description=form.cleaned_data["description"],
            shared=Shared({"last": 12, "unit": "month"}), sharing=form.sharing(),
        )  # fmt: skip
        messages.success(request, _("Le tableau est créé : ajoutez-lui un premier élément."))
        return redirect("boards:compose", pk=made.pk)
    return _form(request, form, _("Nouveau tableau de bord"))


@requires("change", "boards")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    board = board_or_404(request.user, pk)
    if not may_edit(request.user, board):
        messages.info(request, _("Ce tableau appartient à une autre personne : faites-en une copie."))
        return redirect("boards:board", pk=pk)
    form = BoardForm(
        request.user,
        data=request.POST or None,
        board=board,
        possible=sharing.possible(request.user, board.parts),
    )
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        done = actions.do_change_board(
            actor=request.user, board=board, name=data["name"], description=data["description"], sharing=form.sharing()
        )  # fmt: skip
        offered = tuple(data.get("fields_offered", ()))
        if offered != done.shared.fields:
            kept = {name: values for name, values in done.shared.values.items() if name in offered}
            actions.do_keep_filters(
                actor=request.user, board=done, shared=replace(done.shared, fields=offered, values=kept)
            )
        messages.success(request, _("Les réglages du tableau sont enregistrés."))
        return redirect("boards:board", pk=pk)
    return _form(request, form, _("Réglages du tableau"), board)


def _form(request: HttpRequest, form: BoardForm, title: str, board: Any = None) -> HttpResponse:
    context = {"form": form, "title": title, "board": board}
    return render(request, "boards/settings.html", context, status=422 if form.errors else 200)


@require_POST
@requires("create", "boards")
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    board = board_or_404(request.user, pk)
    made = actions.do_create_board(
        actor=request.user, name=_("Copie de %s") % board.name, description=board.description,
        widgets=board.parts, shared=board.shared, source=board.source,
    )  # fmt: skip
    return _copied(request, made)


@require_POST
@requires("create", "boards")
def copy_ready(request: HttpRequest, name: str) -> HttpResponse:
    ready = ready_or_404(request.user, name)
    made = actions.do_create_board(
        actor=request.user, name=str(ready.title), description=str(ready.description), widgets=ready.parts,
        shared=ready.shared, source=ready.name,
    )  # fmt: skip
    return _copied(request, made)


def _copied(request: HttpRequest, made: Any) -> HttpResponse:
    messages.success(request, _("Voici votre copie : elle n’est qu’à vous tant que vous ne la partagez pas."))
    return redirect("boards:compose", pk=made.pk)


@require_POST
@requires("change", "boards")
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    board = board_or_404(request.user, pk)
    actions.do_delete_board(actor=request.user, board=board)
    messages.success(request, _("Le tableau « %s » est supprimé.") % board.name)
    return redirect("boards:library")
