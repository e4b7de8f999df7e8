"""Parts of the library: uploads part by part, previews, favourites, what was seen, documents on records."""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.records.api import address_of, record_or_404, record_type_or_404, record_types
from essaim.engines.rights.api import can, require
from essaim.kit.access import requires, signed_in

from . import queries
from .actions import attaching, reading, uploading
from .actions.publishing import title_of_file
from .models import Upload
from .panels import attached_context
from .sniffing import Refusal


def _told(upload: Upload, **more: Any) -> JsonResponse:
    said = {
        "key": upload.key,
        "name": upload.name,
        "title": title_of_file(upload.name),
        "received": upload.received,
        "size": upload.size,
        "state": upload.state,
        "message": upload.message,
        "icon": upload.icon,
    }
    return JsonResponse({**said, **more})


@require_POST
@signed_in
def begin_upload(request: HttpRequest) -> HttpResponse:
    """`name`, `size`, `fingerprint` → where to send the first part, or the next one of a file cut short."""
    size = request.POST.get("size", "")
    if not (size.isdecimal() and len(size) < 16):
        raise Http404
    try:
        upload = uploading.begin(
            actor=request.user,
            name=request.POST.get("name", ""),
            size=int(size),
            fingerprint=request.POST.get("fingerprint", ""),
        )
    except Refusal as error:
        return JsonResponse({"state": "refused", "message": str(error)}, status=422)
    return _told(upload)


@require_POST
@signed_in
def upload_part(request: HttpRequest, key: str) -> HttpResponse:
    """?debut=1048576 and the bytes themselves. 409 says where the next part must begin."""
    queries.upload_or_404(request.user, key)
    offset = request.GET.get("debut", "")
    if not (offset.isdecimal() and len(offset) < 16):
        raise Http404
    try:
        data = request.body
    except RequestDataTooBig:
        return JsonResponse({"message": _("Cette part est trop grosse.")}, status=413)
    try:
        upload = uploading.receive(actor=request.user, key=key, offset=int(offset), data=data)
    except uploading.Misplaced as error:
        return JsonResponse({"received": error.offset}, status=409)
    return _told(upload)


@require_POST
@signed_in
def end_upload(request: HttpRequest, key: str) -> HttpResponse:
    queries.upload_or_404(request.user, key)
    try:
        upload = uploading.finish(actor=request.user, key=key)
    except uploading.Misplaced as error:
        return JsonResponse({"received": error.offset}, status=409)
    same = queries.same_file(request.user, [upload]).get(upload.sha256)
    known = {"title": same.title, "url": address_of(record_types.get("documents"), same.pk)} if same else None
    return _told(upload, known=known)


@require_POST
@signed_in
def drop_upload(request: HttpRequest, key: str) -> HttpResponse:
    uploading.forget(actor=request.user, key=key)
    return HttpResponse(status=204) if _scripted(request) else redirect("library:deposit")


def _scripted(request: HttpRequest) -> bool:
    return bool(getattr(request, "htmx", False)) or request.headers.get("X-Requested-With") == "fetch"


@require_POST
@requires("view", "documents")
def visited(request: HttpRequest) -> HttpResponse:
    reading.note_visit(actor=request.user)
    return HttpResponse(status=204)


@require_POST
@requires("view", "documents")
def all_seen(request: HttpRequest) -> HttpResponse:
    reading.mark_all_seen(actor=request.user)
    return redirect("library:shelf")


@require_POST
@requires("view", "documents")
def opened(request: HttpRequest, pk: int) -> HttpResponse:
    reading.note_opening(actor=request.user, document=queries.document_or_404(request.user, pk))
    return HttpResponse(status=204)


@require_POST
@requires("view", "documents")
def favourite(request: HttpRequest, pk: int) -> HttpResponse:
    """Kept at hand, or no longer. The star is drawn anew."""
    document: Any = queries.document_or_404(request.user, pk)
    on = queries.favourite_of(request.user, document) is None
    reading.set_favourite(actor=request.user, document=document, on=on)
    document.is_favourite = on
    if not _scripted(request):
        return redirect(_back(request))
    response = render(request, "library/_star.html", {"document": document, "wide": "wide" in request.GET})
    text = _("Ajouté à vos favoris.") if on else _("Retiré de vos favoris.")
    response["HX-Trigger"] = json.dumps({"es:toast": {"level": "success", "text": text}})
    return response


def _back(request: HttpRequest) -> str:
    """The page the star stood on, when it is one of ours."""
    page = request.headers.get("referer", "")
    local = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return page if local else reverse("library:shelf")


@require_GET
@requires("view", "documents")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """What the file holds; asks again by itself while it is being read."""
    from .templatetags.library_ui import preview_context

    return render(
        request, "library/_preview.html", preview_context(queries.document_or_404(request.user, pk))
    )


@require_POST
@requires("view", "documents")
def attach(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A document already in the library put on a record."""
    user: Any = request.user
    record_type = record_type_or_404(slug)
    require(user, "view", record_type.resource)
    record = record_or_404(user, record_type, pk)
    key = request.POST.get("document", "")
    document = queries.document_or_404(user, int(key) if key.isdecimal() and len(key) < 18 else 0)
    try:
        attaching.do_attach(actor=user, document=document, record_type=record_type.name, record_id=pk)
    except LookupError as error:
        raise Http404 from error
    return _panel(request, record_type, record, _("Document joint."))


@require_POST
@requires("view", "documents")
def detach(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    row = queries.attachment_or_404(user, pk)
    record_type = record_types.get(row.record_type)
    if not can(user, "view", record_type.resource):
        raise Http404
    record = record_or_404(user, record_type, row.record_id)
    attaching.do_detach(actor=user, attachment=row)
    return _panel(
        request, record_type, record, _("Document retiré de la fiche ; il reste dans la bibliothèque.")
    )


def _panel(request: HttpRequest, record_type: Any, record: Any, text: str) -> HttpResponse:
    if not _scripted(request):
        from django.contrib import messages

        messages.success(request, text)
        return redirect(address_of(record_type, record.pk))
    response = render(request, "library/_attached.html", attached_context(request.user, record_type, record))
    response["HX-Trigger"] = json.dumps({"es:toast": {"level": "success", "text": text}})
    return response
