"""The matrix in and out as a file, with what would change shown before anything does."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.kit.access import requires

from .. import tables
from ..actions.matrix import StaleMatrix, do_load, plan
from ..decisions import Refused, can
from ..differences import shown
from ..forms import ImportForm
from ..matrix import Line, lines, token
from .tabs import tabs

SALT = "rights.import"
KINDS = {
    "csv": ("text/csv; charset=utf-8", lambda found: "\ufeff".encode() + tables.to_csv(found).encode()),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", tables.to_xlsx),
}


@requires("view", "access")
def files(request: HttpRequest) -> HttpResponse:
    """GET: the two ways; POST: a file, answered by what it would change."""
    if request.method == "POST":
        if not can(request.user, "change", "access"):
            raise Refused("change", "access")
        form = ImportForm(request.POST, request.FILES)
        if form.is_valid():
            file = form.cleaned_data["file"]
            return _preview(request, form.cleaned_data["lines"], file.name)
        return _page(request, form, status=422)
    return _page(request, ImportForm())


def _page(request: HttpRequest, form: ImportForm, status: int = 200) -> HttpResponse:
    context = {"tabs": tabs("files"), "form": form, "editable": can(request.user, "change", "access")}
    return render(request, "rights/files.html", context, status=status)


def _preview(request: HttpRequest, incoming: list[Line], name: str, moved: bool = False) -> HttpResponse:
    kept = {"name": name, "lines": [line.to_json() for line in incoming]}
    context = {
        "tabs": tabs("files"),
        "name": name,
        "count": len(incoming),
        "differences": shown(plan(incoming)),
        "signed": signing.dumps(kept, salt=SALT, compress=True),
        "token": token(),
        "moved": moved,
    }
    return render(request, "rights/import_preview.html", context, status=409 if moved else 200)


@requires("change", "access")
@require_POST
def apply(request: HttpRequest) -> HttpResponse:
    kept = _unsigned(request.POST.get("signed", ""))
    incoming = [Line(**row) for row in kept["lines"]]
    comment = request.POST.get("comment", "").strip()[:300] or _("Fichier « %s »") % kept["name"]
    try:
        made = do_load(
            actor=request.user, incoming=incoming, comment=comment, expected=request.POST.get("token", "")
        )
    except StaleMatrix:
        return _preview(request, incoming, kept["name"], moved=True)
    if made is None:
        messages.info(request, _("Le fichier ne change rien : la matrice est déjà ainsi."))
    else:
        messages.success(request, _("Fichier chargé : version %d de la matrice.") % made.number)
    return redirect("rights:matrix")


def _unsigned(text: str) -> dict[str, Any]:
    try:
        return signing.loads(text, salt=SALT, max_age=24 * 3600)
    except signing.BadSignature as error:
        raise Http404 from error


@requires("view", "access")
@require_GET
def export(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    content_type, write = KINDS[kind]
    response = HttpResponse(write(lines()), content_type=content_type)
    name = f"droits-{timezone.localdate():%Y-%m-%d}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
