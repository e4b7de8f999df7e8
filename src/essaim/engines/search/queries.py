"""Reads for the pages, the palette and the API."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import QueryError, record_types

from .presenting import Section, sections
from .searching import COUNTED, Results, search

IN_PAGE, IN_PALETTE = 5, 4


def found(user: Any, text: str, type_name: str = "") -> tuple[Results, list[Section]]:
    """Everything found, a few of each type; or up to a hundred of one type."""
    if type_name and type_name in record_types:
        results = search(user, text, limit=COUNTED, types=(type_name,))
    else:
        results = search(user, text, limit=IN_PAGE)
    return results, sections(user, results)


def for_palette(user: Any, text: str) -> list[dict[str, str]]:
    """{label, hint, url, icon} of the best records."""
    results = search(user, text, limit=IN_PALETTE)
    return [
        {
            "label": hit.plain,
            "hint": " · ".join(filter(None, (str(section.type.label), hit.subtitle))),
            "url": hit.url,
            "icon": section.type.icon,
        }
        for section in sections(user, results)
        for hit in section.hits
    ]


def for_api(user: Any, parameters: Any) -> dict[str, Any]:
    """`q`, `type` (several with commas), `limit` a type (5, at most 100)."""
    names = tuple(name for name in parameters.get("type", "").split(",") if name)
    unknown = [name for name in names if name not in record_types]
    if unknown:
        raise QueryError(_("Type de fiche inconnu : %s.") % ", ".join(unknown))
    limit = parameters.get("limit", "") or str(IN_PAGE)
    if not (limit.isascii() and limit.isdecimal() and 1 <= int(limit[:6]) <= COUNTED):
        raise QueryError(_("`limit` va de 1 à %d.") % COUNTED)
    results = search(user, parameters.get("q", ""), limit=int(limit), types=names)
    return {
        "near": results.near,
        "groups": [
            {
                "type": section.type.name,
                "label": str(section.type.label_plural),
                "count": section.count,
                "more": section.more,
                "near": section.near,
                "results": [
                    {
                        "id": hit.id,
                        "title": hit.plain,
                        "subtitle": hit.subtitle,
                        "url": hit.url,
                        "excerpt_html": hit.excerpt or "",
                        "excerpt_field": hit.label,
                    }
                    for hit in section.hits
                ],
            }
            for section in sections(user, results)
        ],
    }
