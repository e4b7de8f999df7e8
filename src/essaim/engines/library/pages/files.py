"""Files as they are: one, one to be read in the browser, a picture of a page, several in a ZIP."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.library import queries
from essaim.engines.library.downloads import file_response, picture_response, zip_response
from essaim.kit.access import requires

MOST_FILES = 500
MOST_BYTES = 2 * 10**9


@require_GET
@requires("view", "documents")
def download(request: HttpRequest, pk: int, number: int | None = None) -> HttpResponseBase:
    return file_response(queries.version_or_404(request.user, pk, number))


@require_GET
@requires("view", "documents")
@xframe_options_sameorigin
def read_inline(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A PDF in the browser's own reader; anything else is downloaded."""
    return file_response(queries.version_or_404(request.user, pk), inline=True)


@require_GET
@requires("view", "documents")
def picture(request: HttpRequest, pk: int, number: int, page: int) -> HttpResponseBase:
    version = queries.version_or_404(request.user, pk, number)
    names = version.content.pictures
    if not 1 <= page <= len(names):
        raise Http404
    return picture_response(names[page - 1])


@require_POST
@requires("view", "documents")
def archive(request: HttpRequest) -> HttpResponseBase:
    """The files of the documents ticked, those one sees."""
    user: Any = request.user
    found = queries.chosen(user, request.POST.getlist("ids"), MOST_FILES)
    back = redirect("library:shelf")
    if not found:
        messages.warning(request, _("Cochez d’abord des documents qui ont un fichier."))
        return back
    if queries.weight_of(found) > MOST_BYTES:
        messages.warning(request, _("Cette sélection est trop lourde : prenez-la en plusieurs fois."))
        return back
    return zip_response(found, f"documents-{timezone.localdate():%Y-%m-%d}.zip")
