"""Parts of the import pages that move by themselves."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from essaim.kit.access import signed_in

from . import queries
from .actions import decide
from .pages.exporting import progress_context
from .presenting import row_line


@signed_in
@require_GET
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar; when the work is done, the page is asked again whole."""
    run = queries.run_or_404(request.user, pk)
    response = render(request, "exchange/_progress.html", {"run": run})
    if not run.is_working:
        response["HX-Refresh"] = "true"
    return response


@signed_in
@require_POST
def choose(request: HttpRequest, pk: int, line: int) -> HttpResponse:
    """What becomes of one doubtful row."""
    run = queries.run_or_404(request.user, pk)
    queries.row_or_404(run, line)
    row = decide(actor=request.user, run=run, line=line, choice=request.POST.get("choice", ""))
    return render(
        request, "exchange/_row.html", {"line": row_line(request.user, run, row), "run": run, "mine": True}
    )


@signed_in
@require_GET
def export_progress(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.export_or_404(request.user, pk)
    response = render(request, "exchange/_export_progress.html", progress_context(request.user, found))
    if found.state not in ("waiting", "working"):
        response["HX-Refresh"] = "true"
    return response
