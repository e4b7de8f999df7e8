"""The merges made, and undoing them."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.duplicates import queries
from essaim.engines.duplicates.actions import unmerge
from essaim.engines.duplicates.merging.ledger import MergeBlocked
from essaim.engines.records.api import address_of
from essaim.kit.access import requires

from .queue import chosen_type, type_tabs


@requires("view", "duplicates")
@require_GET
def merges(request: HttpRequest) -> HttpResponse:
    record_type = chosen_type(request)
    page = Paginator(queries.merges_for(request.user, record_type), 25).get_page(request.GET.get("page"))
    rows = [(item, address_of(record_type, item.kept_id)) for item in page]
    context = {"record_type": record_type, "page_obj": page, "rows": rows, "tabs": type_tabs(record_type)}
    return render(request, "duplicates/merges.html", context)


@requires("change", "duplicates")
@require_POST
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    record_type = chosen_type(request)
    merge = get_object_or_404(queries.merges_for(request.user, record_type), pk=pk)
    try:
        removed = unmerge(actor=request.user, merge=merge, record_type=record_type)
    except MergeBlocked as error:
        messages.error(request, str(error))
        return redirect(f"{reverse('duplicates:merges')}?fiches={record_type.slug}")
    messages.success(request, _("La fusion est défaite : « %s » est revenue comme elle était.") % removed)
    return redirect(address_of(record_type, removed.pk))
