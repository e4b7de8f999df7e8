"""The proofs of erasures: /donnees-personnelles/effacements/"""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from essaim.engines.privacy import queries
from essaim.engines.privacy.declarations import parts
from essaim.kit.access import requires

from .tabs import tabs


@requires("view", "retention")
@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    page = Paginator(queries.proofs(), 50).get_page(request.GET.get("page"))
    labels = {part.name: str(part.label) for part in parts}
    rows = [
        (row, ", ".join(f"{labels.get(name, name)} : {count}" for name, count in row.counts.items()))
        for row in page
    ]
    return render(request, "privacy/proofs.html", {"tabs": tabs("proofs"), "page_obj": page, "rows": rows})
