"""The imports made so far, and the first step of a new one: the file."""

from __future__ import annotations

from http import HTTPStatus
from io import BytesIO
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_GET

from essaim.engines.exchange import queries, uploads, wording
from essaim.engines.exchange.actions import upload
from essaim.engines.exchange.files import too_big
from essaim.engines.exchange.matching.targets import writable_fields
from essaim.engines.exchange.reading import Unreadable
from essaim.engines.exchange.samples import write_sample
from essaim.engines.records.api import RecordType, record_type_or_404
from essaim.engines.rights.api import can, require
from essaim.kit.access import requires, signed_in

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def resource_of(slug: str, **kwargs: Any) -> str:
    return record_type_or_404(slug).resource


@signed_in
@require_GET
def history(request: HttpRequest) -> HttpResponse:
    """Imports: who, when, which file, what came of it."""
    page = Paginator(queries.runs_for(request.user), 30).get_page(request.GET.get("page"))
    lines = [wording.history_line(run) for run in page]
    context = {"page": page, "lines": lines, "types": queries.importable(request.user)}
    return render(request, "exchange/history.html", context)


@requires("view", resource_of)
@csrf_exempt
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """A file too big is refused here, before the form is read (the CSRF check reads it, hence the inner view)."""
    record_type = importable_or_refused(request, slug)
    if request.method == "POST":
        if uploads.announced_too_big(request):
            uploads.drain(request)
            return form(request, record_type, too_big(settings.MAX_IMPORT_BYTES), 413)
        request.upload_handlers.insert(0, uploads.SizeLimit(request))
    return protected(request, record_type)


def importable_or_refused(request: HttpRequest, slug: str) -> RecordType:
    record_type = record_type_or_404(slug)
    if not can(request.user, "create", record_type.resource):
        require(request.user, "change", record_type.resource)
    return record_type


@csrf_protect
def protected(request: HttpRequest, record_type: RecordType) -> HttpResponse:
    if request.method != "POST":
        return form(request, record_type)
    file = request.FILES.get("file")
    if getattr(request, "too_big", False):
        return form(request, record_type, too_big(settings.MAX_IMPORT_BYTES), 413)
    if "end" not in request.POST:
        return form(request, record_type, _("L’envoi du fichier a été coupé. Envoyez-le de nouveau."), 400)
    if file is None:
        return form(request, record_type, _("Choisissez d’abord un fichier."), 422)
    try:
        run = upload(actor=request.user, record_type=record_type, file=file, name=file.name or "fichier")
    except Unreadable as error:
        return form(request, record_type, str(error), 422)
    return redirect("exchange:columns", pk=run.pk)


def form(request: HttpRequest, record_type: RecordType, error: str = "", status: int = 200) -> HttpResponse:
    context = {
        "type": record_type,
        "error": error,
        "limit_bytes": str(settings.MAX_IMPORT_BYTES),
        "limit": settings.MAX_IMPORT_BYTES // (1024 * 1024),
        "steps": wording.STEPS,
        "fields": [
            {"label": field.label, "required": field.required}
            for field in writable_fields(request.user, record_type).values()
        ],
        "recent": queries.runs_for(request.user).filter(type=record_type.name)[:5],
        "remembered": queries.mappings_for(request.user, record_type.name)[:5],
    }
    response = render(request, "exchange/start.html", context, status=status)
    if status == HTTPStatus.REQUEST_ENTITY_TOO_LARGE:
        response["X-Essaim-Message"] = quote(error)
    return response


@requires("view", resource_of)
@require_GET
def sample(request: HttpRequest, slug: str) -> HttpResponse:
    """An empty workbook with the headings that are recognised at once."""
    record_type = importable_or_refused(request, slug)
    book = BytesIO()
    write_sample(request.user, record_type, book)
    response = HttpResponse(book.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="modele-{record_type.slug}.xlsx"'
    return response
