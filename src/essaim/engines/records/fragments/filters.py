"""The filter of a list, built condition by condition: /personnes/filtre/?f=…

Each button sends the whole form, which comes back as it should now be; without JavaScript the same
buttons reload the page. « Appliquer » leads to the list, whose address carries the filter.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from essaim.engines.records.access import may_view
from essaim.engines.records.addresses import FILTER, ListAddress, read_address
from essaim.engines.records.counting import exact_count
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.filtering import tree, words
from essaim.engines.records.filtering.controls import Drawer
from essaim.engines.records.filtering.convert import Converter, Opener
from essaim.engines.records.query.compiler import compile_query
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.query.schema import Query, check_node
from essaim.engines.records.reading import record_type_or_404
from essaim.engines.records.views import address_with_view
from essaim.engines.records.wording import counted


@may_view
def filter_form(request: HttpRequest, slug: str) -> HttpResponse:
    record_type = record_type_or_404(slug)
    address = address_with_view(request.user, record_type, read_address(request.GET))
    if request.method != "POST":
        root = Opener(request.user, record_type).root(address.filter)
        return _form(request, record_type, address, root if root.items else tree.empty())
    root = tree.read(request.POST)
    action = request.POST.get("do", "apply")
    if action == "count":
        return HttpResponse(_count(request, record_type, address, root))
    if action == "apply":
        return _apply(request, record_type, address, root)
    focus = tree.act(root, action)
    return _form(request, record_type, address, root, focus)


def _apply(
    request: HttpRequest, record_type: RecordType, address: ListAddress, root: tree.Group
) -> HttpResponse:
    converter = Converter(request.user, record_type)
    if len(root.items) == 1 and isinstance(root.items[0], tree.Condition) and not root.items[0].field:
        root.items = []
    node = converter.root(root)
    if node is not None and not converter.failed:
        try:
            check_node(node)
        except QueryError as error:
            return _form(request, record_type, address, root, error=str(error), status=422)
    if converter.failed:
        return _form(request, record_type, address, root, status=422)
    given = address.given | {FILTER}
    url = reverse("records:list", kwargs={"slug": record_type.slug})
    url += replace(address, given=given).url(filter=node)
    if request.htmx:  # type: ignore[attr-defined]
        response = HttpResponse(status=204)
        response["HX-Redirect"] = url
        return response
    return redirect(url)


def _count(request: HttpRequest, record_type: RecordType, address: ListAddress, root: tree.Group) -> str:
    """How many records the conditions that are complete keep."""
    node = Converter(request.user, record_type).root(deepcopy(root))
    try:
        found = compile_query(request.user, Query(record_type.name, node, address.text))
    except QueryError:
        return ""
    return counted(record_type, exact_count(found))


def _form(
    request: HttpRequest,
    record_type: RecordType,
    address: ListAddress,
    root: tree.Group,
    focus: int = 0,
    error: str = "",
    status: int = 200,
) -> HttpResponse:
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    context = {
        "type": record_type,
        "box": Drawer(request.user, record_type).box(root),
        "focus": focus,
        "error": error,
        "count_text": _count(request, record_type, address, root),
        "action_url": request.path + address.url(),
        "list_url": reverse("records:list", kwargs={"slug": record_type.slug}),
        "clear_url": reverse("records:list", kwargs={"slug": record_type.slug}) + address.url(filter=None),
        "periods": words.PERIODS.items(),
        "units": words.UNITS.items(),
        "months": words.MONTHS.items(),
        "thans": words.THAN_WORDS.items(),
        "whole": not htmx,
    }
    return render(request, "records/_filter.html" if htmx else "records/filter.html", context, status=status)
