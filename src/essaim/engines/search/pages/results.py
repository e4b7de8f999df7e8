"""/recherche/?q=…: what was found everywhere, by type of record; the same while typing."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from essaim.engines.search.queries import found
from essaim.kit.access import signed_in


@signed_in
def results(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    type_name = request.GET.get("type", "")
    answer, sections = found(request.user, text, type_name)
    only = sections[0].type if type_name and len(sections) == 1 else None
    context = {
        "text": text,
        "asked": not answer.asked.is_empty,
        "near": answer.near,
        "sections": sections,
        "only": only,
        "type_name": type_name,
    }
    partial = getattr(request, "htmx", None) and request.htmx.target == "search-results"  # type: ignore[attr-defined]
    response = render(request, "search/_results.html" if partial else "search/results.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response
