"""Successive states of the matrix: what each changed, and going back."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.kit.access import requires

from .. import queries
from ..actions.matrix import StaleMatrix, do_comment_version, do_restore
from ..decisions import can
from ..differences import shown
from ..matrix import differences, lines, lines_of, token
from ..models import MatrixVersion
from .tabs import tabs


@requires("view", "access")
@require_GET
def versions(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.versions(), 30).get_page(request.GET.get("page"))
    first, second = (request.GET.get(name, "") for name in ("de", "a"))
    if first.isdigit() and second.isdigit() and first != second:
        older, newer = sorted((int(first), int(second)))
        return redirect(f"{_url(newer)}?avec={older}")
    return render(request, "rights/versions.html", {"tabs": tabs("versions"), "page": page})


def _url(number: int) -> str:
    return reverse("rights:version", args=[number])


def _version(number: int) -> MatrixVersion:
    found = queries.version(number)
    if found is None:
        raise Http404
    return found


@requires("view", "access")
@require_GET
def version(request: HttpRequest, number: int) -> HttpResponse:
    """A version beside another: the one before it unless `avec` says which."""
    found = _version(number)
    if request.GET.get("part") == "motif":
        return render(request, "rights/parts/comment.html", {"version": found})
    other = request.GET.get("avec", "")
    before = _version(int(other)) if other.isdigit() else queries.version_before(number)
    context = {
        "tabs": tabs("versions"),
        "version": found,
        "before": before,
        "differences": shown(differences(lines_of(before), lines_of(found))),
        "to_restore": shown(differences(lines(), lines_of(found))),
        "token": token(),
        "editable": can(request.user, "change", "access"),
    }
    return render(request, "rights/version.html", context)


@requires("change", "access")
@require_POST
def restore(request: HttpRequest, number: int) -> HttpResponse:
    _version(number)
    try:
        made = do_restore(actor=request.user, number=number, expected=request.POST.get("token", ""))
    except StaleMatrix:
        messages.warning(
            request,
            _("La matrice a changé pendant que vous lisiez cette page : relisez ce qui sera modifié."),
        )
        return redirect("rights:version", number)
    if made is None:
        messages.info(request, _("La matrice est déjà dans cet état."))
    else:
        text = _("Retour à la version %(old)d : c’est maintenant la version %(new)d.")
        messages.success(request, text % {"old": number, "new": made.number})
    return redirect("rights:versions")


@requires("change", "access")
@require_POST
def comment(request: HttpRequest, number: int) -> HttpResponse:
    _version(number)
    do_comment_version(actor=request.user, number=number, comment=request.POST.get("comment", ""))
    messages.success(request, _("Motif enregistré."))
    if request.POST.get("back") == "matrix":
        return redirect("rights:matrix")
    return redirect("rights:version", number)
