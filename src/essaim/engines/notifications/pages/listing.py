"""One's own notifications: /notifications/"""

from __future__ import annotations

import time
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.notifications import bell, queries
from essaim.engines.notifications.actions import do_mark_all_read, do_mark_read
from essaim.engines.notifications.declarations import kinds
from essaim.kit.access import own_account_only, signed_in

PAGE = 40
TOGETHER = 3


@signed_in
@own_account_only
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """?etat=lues shows everything; ?raison= one kind."""
    received = queries.kinds_received(request.user)
    kind = request.GET.get("raison", "")
    everything = request.GET.get("etat") == "toutes"
    if kind and kind not in kinds:
        raise Http404
    rows = queries.page_rows(request.user, unread=not everything, kind=kind)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "days": by_day(queries.openable(request.user, page.object_list)),
        "today": timezone.localdate(),
        "everything": everything,
        "kind": kind,
        "kinds": [(code, kinds.get(code).label) for code in received],
        "tabs": [
            {"label": _("Non lues"), "url": _address("", kind), "active": not everything},
            {"label": _("Toutes"), "url": _address("toutes", kind), "active": everything},
        ],
    }
    return render(request, "notifications/list.html", context)


def _address(state: str, kind: str) -> str:
    pairs = [f"{name}={value}" for name, value in (("etat", state), ("raison", kind)) if value]
    return "?" + "&".join(pairs)


def by_day(shown: list[queries.Shown]) -> list[tuple[Any, list[list[queries.Shown]]]]:
    """Days, then notifications; many of one kind in a row on one day come as one group."""
    days = []
    for day, items in groupby(shown, key=lambda item: timezone.localtime(item.row.created_at).date()):
        groups: list[list[queries.Shown]] = []
        for _kind, same in groupby(items, key=lambda item: (item.row.kind, item.row.read_at is None)):
            together = list(same)
            groups += [together] if len(together) > TOGETHER else [[item] for item in together]
        days.append((day, groups))
    return days


def _fresh(response: HttpResponse) -> HttpResponse:
    """Tells every web process that the count kept for this reader is out of date."""
    response.set_cookie(bell.COOKIE, f"{time.time():.0f}", max_age=3600, samesite="Lax", httponly=True)
    return response


def _back(request: HttpRequest) -> HttpResponse:
    page = request.headers.get("referer", "")
    local = url_has_allowed_host_and_scheme(page, {request.get_host()}, require_https=request.is_secure())
    return redirect(page if local else "notifications:list")


@signed_in
@own_account_only
@require_POST
def mark(request: HttpRequest, pk: int) -> HttpResponse:
    """Read, or unread again (non=1). A script answers 204; a button comes back to its page."""
    if queries.one(request.user, pk) is None:
        raise Http404
    do_mark_read(actor=request.user, pks=[pk], read="non" not in request.POST)
    if request.headers.get("x-quiet"):
        return _fresh(HttpResponse(status=204))
    return _fresh(_back(request))


@signed_in
@own_account_only
@require_POST
def mark_all(request: HttpRequest) -> HttpResponse:
    count = do_mark_all_read(actor=request.user, kind=request.POST.get("raison", ""))
    text = ngettext(
        "%(n)s notification marquée comme lue.", "%(n)s notifications marquées comme lues.", count
    )
    messages.success(request, text % {"n": count})
    return _fresh(_back(request))
