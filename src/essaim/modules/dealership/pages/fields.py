"""The base seen field by field: one click on *Identité* and all that is known of it stands in one list."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from essaim.engines.records.api import Field, Kind, RecordType, fields_for, record_types
from essaim.engines.rights.api import can
from essaim.kit.access import requires

ENTITIES = ("customers", "vehicles", "invoices", "leads", "interactions", "tasks", "opportunities",
            "vehicle-requests")  # fmt: skip
NAMING = {"customers": "display", "vehicles": "registration", "invoices": "number", "leads": "last_name",
          "interactions": "subject", "tasks": "title", "opportunities": "customer",
          "vehicle-requests": "customer"}  # fmt: skip


@require_GET
@requires("view", "customers")
def fields_page(request: HttpRequest) -> HttpResponse:
    entities = [
        {"type": record_type, "groups": _groups(request.user, record_type)}
        for record_type in map(record_types.get, ENTITIES)
        if can(request.user, "view", record_type.resource)
    ]
    return render(request, "dealership/fields.html", {"entities": entities})


def _groups(user: Any, record_type: RecordType) -> list[dict[str, Any]]:
    """The sections of a type, each with its address and that of each of its fields."""
    grouped: dict[str, list[Field]] = {}
    for field in fields_for(user, record_type).values():
        if field.listed and field.shown and field.kind != Kind.REFERENCES:
            grouped.setdefault(str(field.section or _("Fiche")), []).append(field)
    return [
        {
            "label": label,
            "url": _address(record_type, [field.name for field in fields]),
            "fields": [(field.label, _address(record_type, [field.name])) for field in fields],
        }
        for label, fields in grouped.items()
    ]


def _address(record_type: RecordType, names: list[str]) -> str:
    naming = NAMING[record_type.name]
    columns = [naming, *(name for name in names if name != naming)]
    return f"{reverse('records:list', kwargs={'slug': record_type.slug})}?{urlencode({'col': ','.join(columns)})}"
