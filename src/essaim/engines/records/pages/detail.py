"""The page of a record: /personnes/12/"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify
from django.utils.translation import gettext as _

from essaim.engines.records.access import may_view
from essaim.engines.records.cells import prefix_of
from essaim.engines.records.choosing import hint_fields
from essaim.engines.records.declarations import RecordType
from essaim.engines.records.detailing import known_values, panels_of, relations, sections, tabs_of
from essaim.engines.records.queries import values_of
from essaim.engines.records.reading import record_or_404, record_type_or_404, title_of
from essaim.engines.records.rows import text_of
from essaim.engines.records.slots import is_for, record_links
from essaim.engines.rights.api import can, why_url


@may_view
def detail_page(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    record_type = record_type_or_404(slug)
    user = request.user
    obj = record_or_404(user, record_type, pk)
    tabs = {slugify(name): name for name in tabs_of(user, record_type)}
    tab = tabs.get(request.GET.get("onglet", ""), "")
    may_change = can(user, "change", record_type.resource, obj, record_type.guard)
    context: dict[str, Any] = {
        "type": record_type,
        "obj": obj,
        "record_title": title_of(record_type, obj),
        "subtitle": "" if record_type.detail_header and not tab else subtitle(user, record_type, obj),
        "tabs": _tabs(tabs, tab),
        "tab": tab,
        "panels": panels_of(request, record_type, obj, tab, aside=False),
        "aside_panels": panels_of(request, record_type, obj, tab, aside=True),
        "may_change": may_change,
        "may_delete": can(user, "delete", record_type.resource, obj, record_type.guard),
        "links": links(user, record_type, obj),
        "why_url": why_url("view", record_type.resource, obj),
        "prefix": request.path,
        "list_url": prefix_of(record_type.name),
    }
    context["base"] = "kit/base_aside.html" if context["aside_panels"] else "kit/base.html"
    if not tab:
        context["known"] = known = known_values(user, record_type, obj)
        context["sections"] = sections(user, record_type, obj, may_change, request.path, known)
        context["relations"] = relations(user, record_type, obj)
    return render(request, "records/detail.html", context)


def _tabs(tabs: dict[str, str], current: str) -> list[dict[str, Any]]:
    if not tabs:
        return []
    first = {"label": _("Fiche"), "url": "?", "active": not current}
    return [
        first,
        *(
            {"label": name, "url": f"?onglet={code}", "active": name == current}
            for code, name in tabs.items()
        ),
    ]


def subtitle(user: Any, record_type: RecordType, obj: models.Model) -> str:
    """A line that tells this record from another of the same name."""
    fields = hint_fields(user, record_type)
    if not fields:
        return ""
    return " · ".join(filter(None, map(text_of, fields, values_of(user, record_type, obj, fields))))


def links(user: Any, record_type: RecordType, obj: models.Model) -> list[dict[str, Any]]:
    found = [
        {"label": link.label, "icon": link.icon, "url": link.url(user, record_type, obj)}
        for link in sorted(record_links, key=lambda item: item.order)
        if is_for(link.types, record_type)
    ]
    return [link for link in found if link["url"]]
