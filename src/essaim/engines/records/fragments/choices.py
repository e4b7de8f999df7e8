"""The records proposed while one types in a reference: /organismes/choix/?q=thi"""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.engines.records.access import may_view
from essaim.engines.records.choosing import proposals
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.reading import record_type_or_404
from essaim.engines.rights.api import can


@may_view
def choices(request: HttpRequest, slug: str) -> JsonResponse:
    record_type = record_type_or_404(slug)
    text = request.GET.get("q", "").replace("\x00", "").strip()[:100]
    found = proposals(request.user, record_type, text)
    if not found and text and can(request.user, "create", record_type.resource):
        found = [_creation(record_type, text)]
    return JsonResponse({"results": found})


def _creation(record_type: RecordType, text: str) -> dict[str, Any]:
    quick = reverse("records:quick", kwargs={"slug": record_type.slug})
    first = next((field.name for field in record_type.fields if field.quick or field.required), "")
    return {
        "id": "",
        "label": _("Créer « %s »") % text,
        "hint": str(record_type.label),
        "icon": "plus",
        "dialog": f"{quick}?{urlencode({first: text})}",
    }
