"""One document: a new version of its file, an earlier one brought back."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.engines.library import queries
from essaim.engines.library.actions.publishing import do_add_version, do_restore
from essaim.engines.library.actions.uploading import receive_whole
from essaim.engines.library.forms import VersionForm
from essaim.engines.library.models import Upload
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import require
from essaim.kit.access import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "documents")
def new_version(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    record_type = record_types.get("documents")
    document = queries.document_or_404(user, pk)
    require(user, "change", "documents", document, record_type.guard)
    form = VersionForm(request.POST or None, request.FILES or None)
    page = address_of(record_type, pk)
    if request.method == "POST" and form.is_valid():
        upload = receive_whole(actor=user, file=form.cleaned_data["file"])
        if upload.state == Upload.State.REFUSED:
            form.add_error("file", upload.message)
        else:
            try:
                do_add_version(
                    actor=user, document=document, upload=upload, comment=form.cleaned_data["comment"]
                )
            except ValidationError as error:
                form.add_error("file", error.messages)
            else:
                messages.success(request, _("Nouvelle version enregistrée."))
                return redirect(page)
    context = {"document": document, "form": form, "page": page, "limit": settings.LIBRARY_MAX_BYTES}
    return render(request, "library/new_version.html", context, status=422 if form.errors else 200)


@require_POST
@requires("change", "documents")
def restore(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    version = queries.version_or_404(request.user, pk, number)
    try:
        do_restore(actor=request.user, version=version)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("La version %s est de nouveau celle du document.") % number)
    return redirect(address_of(record_types.get("documents"), pk))
