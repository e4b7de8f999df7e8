"""/api/: the API told to its reader, from the same description that checks what comes in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from essaim.engines.records.rest.describing import describe_type, visible_types
from essaim.engines.records.rest.schema import SHAPES
from essaim.kit.access import signed_in


@signed_in
def api_docs(request: HttpRequest) -> HttpResponse:
    types = [describe_type(request.user, item) for item in visible_types(request.user)]
    words = {"view": _("voir"), "create": _("créer"), "change": _("modifier"), "delete": _("supprimer")}
    for described in types:
        described["words"] = [words[right] for right in described["rights"]]
        for field in described["fields"]:
            field["shape"] = SHAPES.get(field["kind"], "")
    context: dict[str, Any] = {"types": types, "site": request.build_absolute_uri("/").rstrip("/")}
    return render(request, "records/api_docs.html", context)
