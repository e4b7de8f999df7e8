"""The addresses nothing is sent to any more."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.campaigns import queries
from essaim.engines.campaigns.actions.addresses import do_unblock
from essaim.engines.rights.api import can
from essaim.kit.access import requires


@require_GET
@requires("change", "campaigns")
def blocked(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    page = Paginator(queries.suppressions(text), 50).get_page(request.GET.get("page"))
    context = {"page_obj": page, "text": text, "may_change": can(request.user, "change", "campaigns")}
    return render(request, "campaigns/blocked.html", context)


@require_POST
@requires("change", "campaigns")
def unblock(request: HttpRequest, pk: int) -> HttpResponse:
    row = get_object_or_404(queries.suppressions(), pk=pk)
    do_unblock(actor=request.user, suppression=row)
    messages.success(request, _("« %s » recevra de nouveau vos messages.") % row.address)
    return redirect("campaigns:blocked")
