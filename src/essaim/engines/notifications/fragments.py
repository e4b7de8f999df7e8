"""Parts of pages: what the bell opens, and the names offered after an @."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from essaim.kit.access import own_account_only, signed_in

from . import queries
from .mentions import handles

SHOWN = 8


@signed_in
@own_account_only
@require_GET
def latest(request: HttpRequest) -> HttpResponse:
    """The newest unread ones, or the newest of all when there are none."""
    rows = queries.page_rows(request.user, unread=True)[: 3 * SHOWN]
    shown = queries.openable(request.user, rows)
    older = not shown
    if older:
        shown = queries.openable(request.user, queries.page_rows(request.user, unread=False)[: 2 * SHOWN])
    return render(request, "notifications/_latest.html", {"shown": shown[:SHOWN], "older": older})


@signed_in
@require_GET
def people(request: HttpRequest) -> JsonResponse:
    """?q= typed after the @: colleagues, with what is to be written to name them."""
    found = queries.matching(request.user, request.GET.get("q", "")[:60])
    names = {user.pk: name for name, user in handles(queries.colleagues(request.user)).items()}
    return JsonResponse(
        {"results": [{"id": names[user.pk], "label": str(user), "icon": "user"} for user in found]}
    )
