"""A report: what a rule proposes to purge, then what became of it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.privacy import queries
from essaim.engines.privacy.actions import do_confirm, do_drop, do_exclude
from essaim.engines.privacy.models import PurgeReport
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires

PAGE = 50


def _or_404(pk: int) -> PurgeReport:
    found = queries.report(pk)
    if found is None:
        raise Http404
    return found


@requires("view", "retention")
@require_GET
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    report = _or_404(pk)
    page = Paginator(report.items.all(), PAGE).get_page(request.GET.get("page"))
    known = report.rule.type in record_types
    rows = [
        (
            item,
            title,
            address_of(record_types.get(report.rule.type), item.object_id) if title and known else "",
        )
        for item, title in queries.named(request.user, report, list(page))
    ]
    context = {
        "report": report,
        "page_obj": page,
        "rows": rows,
        "proposed": report.state == PurgeReport.State.PROPOSED,
        "may_change": can(request.user, "change", "retention"),
        "may_confirm": can(request.user, "delete", "retention"),
    }
    return render(request, "privacy/report.html", context)


@requires("delete", "retention")
@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        do_confirm(actor=request.user, report=_or_404(pk))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("La purge est lancée. Cette page dit ce que devient chaque fiche."))
    return redirect("privacy:report", pk=pk)


@requires("change", "retention")
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    try:
        do_drop(actor=request.user, report=_or_404(pk))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    else:
        messages.success(request, _("Le rapport est écarté : rien n’est purgé."))
    return redirect("privacy:rules")


@requires("change", "retention")
@require_POST
def keep(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """raison= keeps the record; without one it is to be purged again."""
    found = queries.item_of(_or_404(pk), item)
    if found is None:
        raise Http404
    try:
        do_exclude(actor=request.user, item=found, reason=request.POST.get("raison", ""))
    except ValidationError as error:
        messages.warning(request, " ".join(error.messages))
    return redirect("privacy:report", pk=pk)
