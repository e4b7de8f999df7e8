"""The library: shelves, what is new, favourites, words sought inside files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from essaim.engines.library import queries
from essaim.engines.library.choices import Kind
from essaim.engines.rights.api import can
from essaim.kit.access import requires

PAGE = 30


@require_GET
@requires("view", "documents")
def shelf(request: HttpRequest) -> HttpResponse:
    """?q= words · ?vue=nouveaux|favoris|miens|a-relire|remplaces · ?collection= · ?dossier= · ?type= · ?tri=titre"""
    user: Any = request.user
    asked = queries.Asked.of(request.GET)
    found = queries.shelf(user, asked)
    rows = found.documents if asked.text else queries.shown(found.documents)
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    documents = queries.with_marks(user, page.object_list)
    for item in documents:
        item.hit = found.excerpts.get(item.pk)  # type: ignore[attr-defined]
    context = {
        "asked": asked,
        "documents": documents,
        "page_obj": page,
        "near": found.near,
        "kinds": Kind.choices,
        "may_create": can(user, "create", "documents"),
    }
    partial = getattr(request, "htmx", None) and request.htmx.target == "library-list"  # type: ignore[attr-defined]
    if not partial:
        counts = queries.counts(user)
        context |= {
            "counts": counts,
            "heading": heading(asked, counts),
            "side": side(asked, counts),
            "may_arrange": can(user, "create", "collections"),
        }
    response = render(request, "library/_list.html" if partial else "library/shelf.html", context)
    patch_vary_headers(response, ["HX-Request"])
    return response


def heading(asked: queries.Asked, counts: queries.Counts) -> str:
    if asked.folder:
        return next((item.name for item in counts.folders if item.pk == asked.folder), _("Favoris"))
    if asked.collection:
        return next(
            (item.name for item in counts.collections if item.pk == asked.collection), _("Collection")
        )
    names = {
        "nouveaux": _("Nouveau depuis ma dernière visite"),
        "favoris": _("Mes favoris"),
        "miens": _("Mes documents"),
        "a-relire": _("À relire"),
        "remplaces": _("Remplacés"),
    }
    return names.get(asked.view, _("Tous les documents"))


def side(asked: queries.Asked, counts: queries.Counts) -> list[dict[str, Any]]:
    """The entries at the side, in groups; those that would be empty for good are left out."""

    def entry(label: str, icon: str, count: int | None, tone: str = "", **values: Any) -> dict[str, Any]:
        here = {
            "vue": asked.view,
            "collection": asked.collection or "",
            "dossier": asked.folder or "",
        }
        target = {name: values.get(name, "") for name in here}
        return {
            "label": label,
            "icon": icon,
            "count": count,
            "tone": tone,
            "url": f"?{urlencode(values)}",
            "active": target == here,
        }

    views = [
        entry(_("Tous les documents"), "books", counts.everything),
        entry(_("Nouveautés"), "sparkles", counts.new, "brand", vue="nouveaux"),
        entry(_("Mes favoris"), "star", counts.favourites, vue="favoris"),
        entry(_("Mes documents"), "user", None, vue="miens"),
    ]
    if counts.to_review or asked.view == "a-relire":
        views.append(entry(_("À relire"), "clock", counts.to_review, "warning", vue="a-relire"))
    if counts.replaced or asked.view == "remplaces":
        views.append(entry(_("Remplacés"), "archive", counts.replaced, vue="remplaces"))
    groups = [{"title": "", "entries": views}]
    shelves = [entry(item.name, "folder", item.count, collection=item.pk) for item in counts.collections]
    if shelves:
        groups.append({"title": _("Collections"), "entries": shelves})
    folders = [
        entry(item.name, "star", item.count, vue="favoris", dossier=item.pk) for item in counts.folders
    ]
    if folders:
        groups.append({"title": _("Mes dossiers"), "entries": folders})
    return groups
