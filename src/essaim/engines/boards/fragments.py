"""One widget's inside, asked for by the page when its figures were not at hand."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from essaim.kit.access import requires

from .queries import board_or_404, ready_or_404
from .showing import Opened, asked, opened_board, opened_ready


@require_GET
@requires("view", "boards")
def widget(request: HttpRequest, pk: int, key: str) -> HttpResponse:
    return _widget(request, opened_board(request.user, board_or_404(request.user, pk), request.GET), key)


@require_GET
@requires("view", "boards")
def ready_widget(request: HttpRequest, name: str, key: str) -> HttpResponse:
    return _widget(request, opened_ready(ready_or_404(request.user, name), request.GET), key)


def _widget(request: HttpRequest, opened: Opened, key: str) -> HttpResponse:
    found = next((item for item in opened.parts if item.id == key), None)
    if found is None:
        raise Http404
    return HttpResponse(asked(request.user, found, opened.shared))
