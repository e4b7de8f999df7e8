"""Choosing the columns of a list and their order: /personnes/colonnes/?…"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from essaim.engines.records.access import may_view
from essaim.engines.records.addresses import read_address
from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.reading import record_type_or_404
from essaim.engines.records.rows import columns_of
from essaim.engines.records.views import address_with_view


@may_view
def columns_form(request: HttpRequest, slug: str) -> HttpResponse:
    record_type = record_type_or_404(slug)
    address = address_with_view(request.user, record_type, read_address(request.GET))
    shown = columns_of(request.user, record_type, address.columns)
    names = {field.name for field in shown}
    others = [
        field
        for field in fields_for(request.user, record_type).values()
        if field.listed and field.name not in names
    ]
    list_url = reverse("records:list", kwargs={"slug": slug})
    htmx: Any = request.htmx  # type: ignore[attr-defined]
    context = {
        "type": record_type,
        "columns": [(field, True) for field in shown] + [(field, False) for field in others],
        "state": [(key, value) for key, value in address.parameters(page=1).items() if key != "col"],
        "list_url": list_url,
        "default_url": list_url + address.url(columns=()),
    }
    return render(request, "records/_columns.html" if htmx else "records/columns.html", context)
