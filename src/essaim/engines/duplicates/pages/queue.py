"""The queue of pairs to look at."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.duplicates import queries
from essaim.engines.duplicates.actions import merge_safe_pairs, starting
from essaim.engines.duplicates.models import DuplicatePair
from essaim.engines.records.api import RecordType, titles
from essaim.kit.access import requires

PAGE = 25


def chosen_type(request: HttpRequest) -> RecordType:
    """The record type asked by its slug (`?fiches=`), people by default; 404 for another."""
    wanted = request.GET.get("fiches") or request.POST.get("fiches")
    known = queries.types()
    found = next((item for item in known if item.slug == wanted), None if wanted else known[0])
    if found is None:
        raise Http404
    return found


def type_tabs(current: RecordType, status: str = "") -> list[dict[str, Any]]:
    tail = f"&etat={status}" if status else ""
    return [
        {
            "label": item.label_plural,
            "url": f"?fiches={item.slug}{tail}",
            "active": item is current,
            "icon": item.icon,
        }
        for item in queries.types()
    ]


@requires("view", "duplicates")
@require_GET
def queue(request: HttpRequest) -> HttpResponse:
    record_type = chosen_type(request)
    status = request.GET.get("etat", DuplicatePair.Status.OPEN)
    if status not in (DuplicatePair.Status.OPEN, DuplicatePair.Status.DISTINCT):
        raise Http404
    page = Paginator(queries.pairs_for(request.user, record_type, status), PAGE).get_page(
        request.GET.get("page")
    )
    names = titles(request.user, record_type, {key for pair in page for key in (pair.low_id, pair.high_id)})
    context = {
        "record_type": record_type,
        "status": status,
        "page_obj": page,
        "rows": [(pair, names.get(pair.low_id), names.get(pair.high_id)) for pair in page],
        "tabs": type_tabs(record_type, status),
        "run": queries.last_run(record_type),
        "batch": starting.batch_open(request.user, record_type),
    }
    return render(request, "duplicates/queue.html", context)


@requires("change", "duplicates")
@require_POST
def search(request: HttpRequest) -> HttpResponse:
    record_type = chosen_type(request)
    starting.start_scan(actor=request.user, record_type=record_type)
    messages.info(request, _("La recherche est lancée : la liste se mettra à jour quand elle sera finie."))
    return redirect(f"{reverse('duplicates:queue')}?fiches={record_type.slug}")


@requires("change", "duplicates")
@require_POST
def merge_batch(request: HttpRequest) -> HttpResponse:
    record_type = chosen_type(request)
    done, refused = merge_safe_pairs(actor=request.user, record_type=record_type)
    messages.success(
        request, _("%(n)s paires sûres fusionnées. Chaque fusion peut être défaite.") % {"n": done}
    )
    for reason in refused[:5]:
        messages.warning(request, reason)
    return redirect(f"{reverse('duplicates:queue')}?fiches={record_type.slug}")
