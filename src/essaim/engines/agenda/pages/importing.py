"""A calendar file brought in: choose it, look at what it would do, confirm; undo."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from essaim.engines.agenda.actions.importing import do_import, do_undo, do_upload, plan
from essaim.engines.agenda.clashes import said
from essaim.engines.agenda.forms import IcsForm, IcsOptionsForm
from essaim.engines.agenda.models import IcsImport
from essaim.engines.agenda.queries import import_of, imports_of
from essaim.engines.agenda.showing import zone_of
from essaim.kit.access import requires

SHOWN = 200
STATES = {
    "new": (gettext_lazy("nouveau"), "success"),
    "changed": (gettext_lazy("mis à jour"), "info"),
    "same": (gettext_lazy("inchangé"), "neutral"),
    "refused": (gettext_lazy("laissé de côté"), "danger"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires("create", "events")
def upload(request: HttpRequest) -> HttpResponse:
    form = IcsForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        try:
            made = do_upload(
                actor=request.user, file_name=given.name, content=form.content(), zone=zone_of(request)
            )
        except ValidationError as error:
            form.add_error("file", error)
        else:
            return redirect("agenda:import_preview", pk=made.pk)
    context = {"form": form, "imports": imports_of(request.user)}
    return render(request, "agenda/import.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("create", "events")
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    imported = _own(request, pk)
    user: Any = request.user
    if imported.status != IcsImport.Status.PREVIEW:
        return render(request, "agenda/import_done.html", {"imported": imported})
    form = IcsOptionsForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            do_import(actor=user, imported=imported, zone=zone_of(request), values=form.values())
        except (ValidationError, PermissionDenied) as error:
            texts = error.messages if isinstance(error, ValidationError) else [str(error)]
            form.add_error(None, texts)
        else:
            messages.success(request, _("L’agenda est importé."))
            return redirect("agenda:import_preview", pk=pk)
    found = plan(user, imported.content, zone_of(request))
    counts = [
        (label, tone, sum(line.state == state for line in found)) for state, (label, tone) in STATES.items()
    ]
    context = {
        "imported": imported,
        "form": form,
        "lines": [(line, *STATES[line.state], _when(line)) for line in found[:SHOWN]],
        "more": max(0, len(found) - SHOWN),
        "counts": [item for item in counts if item[2]],
        "useful": any(line.state in ("new", "changed") for line in found),
    }
    return render(request, "agenda/import_preview.html", context, status=422 if form.errors else 200)


def _when(line: Any) -> str:
    values = line.parsed.values
    if "start" not in values:
        return ""
    return said(values["start"], ZoneInfo(values["zone"]))


@require_POST
@requires("create", "events")
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        back, left = do_undo(actor=request.user, imported=_own(request, pk))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("agenda:import")
    messages.success(
        request, _("Import annulé : %(n)s événement(s) rendus à leur état d’avant.") % {"n": back}
    )
    if left:
        text = _("%(n)s événement(s) modifiés depuis sont restés tels quels.") % {"n": left}
        messages.warning(request, text)
    return redirect("agenda:import")


def _own(request: HttpRequest, pk: int) -> IcsImport:
    found = import_of(request.user, pk)
    if found is None:
        raise Http404
    return found
