"""The processing register: /donnees-personnelles/registre/"""

from __future__ import annotations

import tempfile
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.privacy import queries
from essaim.engines.privacy.actions import do_delete_processing, do_prefill, do_save_processing
from essaim.engines.privacy.forms import ProcessingForm
from essaim.engines.privacy.models import Processing
from essaim.engines.privacy.register.documents import text_of, write_docx, write_pdf, write_xlsx
from essaim.engines.records.api import StillInUse
from essaim.engines.rights.api import can
from essaim.kit.access import requires

from .tabs import tabs

FORMATS: dict[str, tuple[Any, str]] = {
    "xlsx": (write_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "docx": (write_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    "pdf": (write_pdf, "application/pdf"),
}


@requires("view", "retention")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    rows = [(row, text_of(row, "types"), text_of(row, "retention")) for row in queries.processings()]
    context = {
        "tabs": tabs("register"),
        "rows": rows,
        "may_create": can(request.user, "create", "retention"),
        "formats": [(name, name.upper()) for name in FORMATS],
    }
    return render(request, "privacy/register.html", context)


@requires("view", "retention")
@require_GET
def document(request: HttpRequest, format: str) -> HttpResponse | FileResponse:
    if format not in FORMATS:
        raise Http404
    write, kind = FORMATS[format]
    target = tempfile.TemporaryFile()  # noqa: SIM115  closed by the response
    if write(target, list(queries.processings())) is False:
        messages.warning(request, _("Ce serveur ne sait pas faire de PDF : prenez le document DOCX."))
        return redirect("privacy:register")
    target.seek(0)
    name = f"{_('registre-des-traitements')}-{timezone.localdate().isoformat()}.{format}"
    return FileResponse(target, as_attachment=True, filename=name, content_type=kind)


@requires("create", "retention")
@require_POST
def prefill(request: HttpRequest) -> HttpResponse:
    made = do_prefill(actor=request.user)
    if made:
        text = ngettext("%(n)s entrée proposée : relisez-la.", "%(n)s entrées proposées : relisez-les.", made)
        messages.success(request, text % {"n": made})
    else:
        messages.info(request, _("Toutes les fiches de l’outil sont déjà dans le registre."))
    return redirect("privacy:register")


def _or_404(pk: int) -> Processing:
    found = queries.processing(pk)
    if found is None:
        raise Http404
    return found


@requires("create", "retention")
def create(request: HttpRequest) -> HttpResponse:
    return _edit(request, Processing())


@requires("view", "retention")
def change(request: HttpRequest, pk: int) -> HttpResponse:
    return _edit(request, _or_404(pk))


def _edit(request: HttpRequest, processing: Processing) -> HttpResponse:
    form = ProcessingForm(request.POST or None, instance=processing)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                do_save_processing(actor=request.user, processing=processing, values=form.cleaned_data)
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Le registre est enregistré."))
                return redirect("privacy:register")
    context = {
        "form": form,
        "processing": processing,
        "may_save": can(request.user, "change" if processing.pk else "create", "retention"),
        "may_delete": bool(processing.pk) and can(request.user, "delete", "retention"),
    }
    return render(request, "privacy/processing.html", context, status=status)


@requires("delete", "retention")
@require_POST
def delete(request: HttpRequest, pk: int) -> HttpResponse:
    processing = _or_404(pk)
    try:
        do_delete_processing(actor=request.user, processing=processing)
    except StillInUse:
        messages.error(
            request, _("Des règles de conservation reposent sur ce traitement : supprimez-les d’abord.")
        )
        return redirect(reverse("privacy:processing", kwargs={"pk": pk}))
    messages.success(request, _("Le traitement est retiré du registre."))
    return redirect("privacy:register")
