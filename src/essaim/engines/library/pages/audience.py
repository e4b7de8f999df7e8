"""Who sees a document: told, and changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from essaim.engines.library import presenting, queries
from essaim.engines.library.actions.documents import do_set_audience
from essaim.engines.library.audience_form import AudienceForm
from essaim.engines.library.models import Document
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can, require
from essaim.kit.access import requires


def _answered_for(request: HttpRequest, pk: int) -> Document:
    """A document one answers for: others' names are told to nobody else."""
    document = queries.document_or_404(request.user, pk)
    if not can(request.user, "view", "access"):
        require(request.user, "change", "documents", document, record_types.get("documents").guard)
    return document


@require_GET
@requires("view", "documents")
def who(request: HttpRequest, pk: int) -> HttpResponse:
    """*Qui voit ce fichier ?* Everybody by name, and by which line of the matrix."""
    document = _answered_for(request, pk)
    text = request.GET.get("q", "").strip().lower()[:80]
    seers = presenting.seers_of(document)
    shown = [item for item in seers if not text or text in str(item[0]).lower()]
    context = {
        "document": document,
        "sentences": presenting.audience_sentences(document),
        "seers": shown[:500],
        "count": len(seers),
        "text": text,
        "page": address_of(record_types.get("documents"), pk),
        "may_change": can(request.user, "change", "documents", document, record_types.get("documents").guard),
    }
    return render(request, "library/who.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "documents")
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    document = queries.document_or_404(user, pk)
    require(user, "change", "documents", document, record_types.get("documents").guard)
    form = AudienceForm(
        user,
        request.POST or None,
        expression=document.audience,
        with_record=document.with_record,
        beside=document.with_record or document.attachments.exists(),
    )
    page = address_of(record_types.get("documents"), pk)
    if request.method == "POST" and not form.growing and form.is_valid():
        try:
            do_set_audience(
                actor=user,
                document=document,
                expression=form.expression(),
                with_record=form.with_record(),
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            messages.success(request, _("C’est noté : seules ces personnes verront le document."))
            return redirect(page)
    context = {"document": document, "form": form, "page": page}
    return render(
        request, "library/audience.html", context, status=422 if not form.growing and form.errors else 200
    )
