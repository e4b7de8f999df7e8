"""A board, or one widget of it, as a workbook."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.text import slugify
from django.views.decorators.http import require_GET

from essaim.engines.boards.queries import board_or_404, ready_or_404
from essaim.engines.boards.showing import Opened, opened_board, opened_ready
from essaim.engines.boards.workbook import written
from essaim.kit.access import requires

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@requires("view", "boards")
def workbook(request: HttpRequest, pk: int) -> HttpResponse:
    return _workbook(request, opened_board(request.user, board_or_404(request.user, pk), request.GET))


@require_GET
@requires("view", "boards")
def ready_workbook(request: HttpRequest, name: str) -> HttpResponse:
    return _workbook(request, opened_ready(ready_or_404(request.user, name), request.GET))


def _workbook(request: HttpRequest, opened: Opened) -> HttpResponse:
    wanted = request.GET.get("element", "")
    parts = [part for part in opened.parts if part.kind != "text" and wanted in ("", part.id)]
    if wanted and not parts:
        raise Http404
    name = slugify(opened.title) or "tableau"
    response = HttpResponse(written(request.user, parts, opened.shared), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return response
