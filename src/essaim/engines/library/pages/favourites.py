"""Personal folders of favourites."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from essaim.engines.library import queries
from essaim.engines.library.actions import reading
from essaim.engines.library.forms import FileAwayForm
from essaim.engines.records.api import address_of, record_types
from essaim.kit.access import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "documents")
def file_away(request: HttpRequest, pk: int) -> HttpResponse:
    """Keeps a favourite in a folder; shown in a dialog, or as a page."""
    user: Any = request.user
    document = queries.document_or_404(user, pk)
    kept = queries.favourite_of(user, document)
    form = FileAwayForm(user, request.POST or None, initial={"folder": kept.folder_id if kept else None})
    if request.method == "POST" and form.is_valid():
        folder = form.cleaned_data["folder"]
        reading.file_favourite(
            actor=user,
            document=document,
            folder_id=folder.pk if folder else None,
            new_name=form.cleaned_data["name"],
        )
        messages.success(request, _("Rangé dans vos favoris."))
        return redirect(address_of(record_types.get("documents"), pk))
    context = {"document": document, "form": form, "page": address_of(record_types.get("documents"), pk)}
    part = bool(getattr(request, "htmx", False))
    template = "library/_file_away.html" if part else "library/file_away.html"
    return render(request, template, context, status=422 if form.errors else 200)


@require_POST
@requires("view", "documents")
def delete_folder(request: HttpRequest, pk: int) -> HttpResponse:
    reading.delete_folder(actor=request.user, pk=pk)
    messages.success(request, _("Dossier supprimé ; ses documents restent dans vos favoris."))
    return redirect(f"{reverse('library:shelf')}?vue=favoris")
