"""A board, seen and composed."""

from __future__ import annotations

import json
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.boards import actions, sharing
from essaim.engines.boards.queries import board_or_404, ready_or_404
from essaim.engines.boards.showing import Opened, frames, opened_board, opened_ready
from essaim.engines.boards.widgets import HEIGHTS, WIDTHS
from essaim.engines.rights.api import can
from essaim.kit.access import requires


@require_GET
@requires("view", "boards")
def board(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, opened_board(request.user, board_or_404(request.user, pk), request.GET))


@require_GET
@requires("view", "boards")
def ready(request: HttpRequest, name: str) -> HttpResponse:
    return _show(request, opened_ready(ready_or_404(request.user, name), request.GET))


@require_GET
@requires("change", "boards")
def compose(request: HttpRequest, pk: int) -> HttpResponse:
    """The same board, with handles to move, size, change and remove its widgets."""
    opened = opened_board(request.user, board_or_404(request.user, pk), request.GET)
    if not opened.may_edit:
        messages.info(request, _("Ce tableau appartient à une autre personne : faites-en une copie."))
        return redirect(opened.base)
    return _show(request, opened, composing=True)


def _show(request: HttpRequest, opened: Opened, composing: bool = False) -> HttpResponse:
    user: Any = request.user
    context = {
        "opened": opened,
        "frames": frames(user, opened),
        "composing": composing,
        "periods": sharing.PERIODS.items(),
        "period": sharing.code_of(opened.shared.period),
        "offers": sharing.offers(user, opened.parts, opened.shared),
        "may_create": can(user, "create", "boards"),
        "changed": opened.shared != opened.defaults,
    }
    return render(request, "boards/board.html", context)


@require_POST
@requires("change", "boards")
def arrange(request: HttpRequest, pk: int) -> HttpResponse:
    """Sent by the script after each move; without it, by the buttons of each widget (`do`)."""
    found = board_or_404(request.user, pk)
    do = request.POST.get("do", "")
    try:
        places = _moved(found, do) if do else json.loads(request.POST.get("places", "[]"))
        version = int(request.POST.get("version", ""))
        if not isinstance(places, list) or not all(isinstance(item, dict) for item in places):
            raise ValueError
    except (ValueError, RecursionError):
        return HttpResponse(status=400)
    try:
        done = actions.do_arrange(actor=request.user, board=found, places=places, version=version)
    except actions.StaleBoard:
        if not do:
            return JsonResponse({"text": _("Ce tableau vient d’être modifié ailleurs.")}, status=409)
        messages.warning(request, _("Ce tableau vient d’être modifié ailleurs : le voici tel qu’il est."))
        return redirect("boards:compose", pk=pk)
    return redirect("boards:compose", pk=pk) if do else JsonResponse({"version": done.version})


STEPS = {"earlier": -1, "later": 1}


def _moved(found: Any, do: str) -> list[dict[str, Any]]:
    """The places once one button was pressed: "later:ab12", "wider:ab12"…"""
    word, _sep, key = do.partition(":")
    parts = list(found.parts)
    rank = next((rank for rank, part in enumerate(parts) if part.id == key), None)
    if rank is None:
        raise ValueError(key)
    part = parts[rank]
    places = [{"id": item.id, "width": item.width, "height": item.height} for item in parts]
    if word in STEPS:
        places.insert(max(0, rank + STEPS[word]), places.pop(rank))
    elif word in ("wider", "narrower"):
        places[rank]["width"] = _next(WIDTHS, part.width, word == "wider")
    elif word in ("taller", "shorter"):
        places[rank]["height"] = _next(HEIGHTS, part.height, word == "taller")
    return places


def _next(sizes: tuple[int, ...], size: int, up: bool) -> int:
    rank = sizes.index(size) + (1 if up else -1)
    return sizes[min(max(rank, 0), len(sizes) - 1)]


@require_POST
@requires("change", "boards")
def keep_filters(request: HttpRequest, pk: int) -> HttpResponse:
    found = board_or_404(request.user, pk)
    opened = opened_board(request.user, found, request.GET)
    actions.do_keep_filters(actor=request.user, board=found, shared=opened.shared)
    messages.success(request, _("Le tableau s’ouvrira désormais avec ces filtres."))
    return redirect(opened.base)


@require_POST
@requires("change", "boards")
def remove_widget(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    actions.do_remove_widget(actor=request.user, board=board_or_404(request.user, pk), key=key)
    return redirect("boards:compose", pk=pk)


@require_POST
@requires("change", "boards")
def copy_widget(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    try:
        actions.do_copy_widget(actor=request.user, board=board_or_404(request.user, pk), key=key)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    return redirect("boards:compose", pk=pk)
