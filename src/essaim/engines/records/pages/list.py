"""The list of a record type: /personnes/"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from essaim.engines.records.access import may_view
from essaim.engines.records.addresses import read_address
from essaim.engines.records.listing import Listing
from essaim.engines.records.presenting import list_context
from essaim.engines.records.reading import record_type_or_404
from essaim.engines.records.views import open_view


@may_view
def list_page(request: HttpRequest, slug: str) -> HttpResponse:
    record_type = record_type_or_404(slug)
    opened = open_view(request.user, record_type, read_address(request.GET))
    listing = Listing(request.user, record_type, opened.address)
    partial = _is_partial(request)
    context = list_context(request, listing, opened, partial=partial)
    template = "records/_list.html" if partial else "records/list.html"
    response = render(request, template, context)
    if partial:
        _remember_address(request, response, listing)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _is_partial(request: Any) -> bool:
    return bool(request.htmx) and not request.htmx.history_restore_request and request.htmx.target == "list"


def _remember_address(request: Any, response: HttpResponse, listing: Listing) -> None:
    """Typing replaces the address; any other change adds a step to the browser's history."""
    header = "HX-Replace-Url" if request.htmx.trigger_name == "q" else "HX-Push-Url"
    response[header] = request.path + listing.address.url(page=listing.page)
