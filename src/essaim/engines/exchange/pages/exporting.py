"""Exports: what is asked of a list, the waiting, the file."""

from __future__ import annotations

from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET

from essaim.engines.exchange import queries
from essaim.engines.exchange.actions.exporting import MAX_DIRECT, ask_for_export, export_now, new_export
from essaim.engines.exchange.exporting.columns import export_fields
from essaim.engines.exchange.exporting.formats import TYPES
from essaim.engines.exchange.exporting.producing import asked_of, count_of, description
from essaim.engines.exchange.models import Export
from essaim.engines.records.api import Query, QueryError, read_address, record_type_or_404
from essaim.kit.access import requires, signed_in

from .start import resource_of

MOST_CHOSEN = 1000


@requires("view", resource_of)
def export(request: HttpRequest, slug: str) -> HttpResponseBase:
    """The address carries the list's own filters: what is seen is what is taken."""
    record_type = record_type_or_404(slug)
    if not record_type.exportable:
        raise Http404
    query = read_address(request.GET).query(record_type.name)
    ids = _ids(request)
    context: dict[str, Any] = {"type": record_type, "error": "", "count": 0, "about": []}
    try:
        context["count"] = count_of(request.user, query, ids)
    except QueryError as error:
        context["error"] = str(error)
        return render(request, "exchange/export.html", context, status=422)
    if request.method == "POST":
        return _posted(request, query, context["count"], ids)
    shown = export_fields(request.user, record_type, query, False)
    whole = export_fields(request.user, record_type, query, True)
    context |= {
        "about": description(request.user, record_type, query, shown, ids)[1 : 4 if ids is None else 5],
        "shown": [field.label for field in shown],
        "whole": len(whole),
        "later": context["count"] > MAX_DIRECT,
        "recent": queries.exports_for(request.user).filter(type=record_type.name)[:5],
        "sensitive": [field.label for field in whole if field.sensitive],
    }
    return render(request, "exchange/export.html", context)


def _ids(request: HttpRequest) -> list[int] | None:
    """The rows chosen by hand on the list; None when the whole list is asked."""
    if "ids" not in request.GET:
        return None
    return [int(key) for key in request.GET["ids"].split(",") if key.isdecimal() and len(key) < 18][
        :MOST_CHOSEN
    ]


def _posted(request: HttpRequest, query: Query, count: int, ids: list[int] | None) -> HttpResponseBase:
    name = request.POST.get("format", "")
    made = new_export(
        actor=request.user,
        query=query,
        format=name if name in TYPES else "xlsx",
        everything=request.POST.get("columns") == "all",
        ids=ids,
    )
    if count <= MAX_DIRECT:
        file = export_now(actor=request.user, export=made)
        return FileResponse(
            file, as_attachment=True, filename=made.file_name, content_type=TYPES[made.format]
        )
    ask_for_export(actor=request.user, export=made)
    return redirect("exchange:export_waiting", pk=made.pk)


@signed_in
@require_GET
def exports(request: HttpRequest) -> HttpResponse:
    """One's own exports, those still to be fetched first."""
    return render(request, "exchange/exports.html", {"exports": queries.exports_for(request.user)[:100]})


@signed_in
@require_GET
def waiting(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.export_or_404(request.user, pk)
    return render(request, "exchange/export_waiting.html", progress_context(request.user, found))


def progress_context(user: Any, found: Export) -> dict[str, Any]:
    """What the bar of an export needs."""
    try:
        total = max(count_of(user, *asked_of(found)), 1)
    except QueryError:
        total = 1
    address = reverse("exchange:export_progress", kwargs={"pk": found.pk})
    return {"export": found, "total": total, "progress_url": address}


@signed_in
@require_GET
def download(request: HttpRequest, pk: int) -> FileResponse:
    """The file, to its author, until it expires."""
    found = queries.export_or_404(request.user, pk)
    expired = found.expires_at is None or found.expires_at < timezone.now()
    if found.state != Export.State.READY or not found.file or expired:
        raise Http404
    return FileResponse(
        found.file.open("rb"), as_attachment=True, filename=found.file_name, content_type=TYPES[found.format]
    )
