"""The record before and the record after, in the list one came from: /personnes/12/voisins/?f=…&page=3"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import number_format

from essaim.engines.records.access import may_view
from essaim.engines.records.addresses import read_address
from essaim.engines.records.cells import prefix_of
from essaim.engines.records.listing import Listing, page_of_ids
from essaim.engines.records.reading import record_or_404, record_type_or_404
from essaim.engines.records.views import address_with_view


@may_view
def neighbours(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    record_or_404(request.user, record_type, pk)
    listing = Listing(
        request.user, record_type, address_with_view(request.user, record_type, read_address(request.GET))
    )
    return render(request, "records/_neighbours.html", {"around": _around(listing, pk)})


def _around(listing: Listing, pk: int) -> dict[str, Any] | None:
    """The neighbours on the page of the list and one row beyond each of its ends."""
    start = max((listing.page - 1) * listing.size - 1, 0)
    keys = page_of_ids(listing.queryset, listing.total, start, listing.size + 2)
    if pk not in keys:
        return None
    place = keys.index(pk)
    prefix = prefix_of(listing.type.name)
    return {
        "previous_url": f"{prefix}{keys[place - 1]}/" if place else "",
        "next_url": f"{prefix}{keys[place + 1]}/" if place + 1 < len(keys) else "",
        "rank": number_format(start + place + 1, force_grouping=True),
        "total": number_format(listing.total, force_grouping=True),
    }
