"""The tabs that the pages of the matrix share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(active: str) -> list[dict[str, Any]]:
    items: list[dict[str, Any]] = [
        {"name": "matrix", "label": _("Tableau"), "icon": "table"},
        {"name": "by_role", "label": _("Profil par profil"), "icon": "id"},
        {"name": "grid", "label": _("Grille"), "icon": "grid-dots"},
        {"name": "versions", "label": _("Versions"), "icon": "history"},
        {"name": "files", "label": _("Fichiers"), "icon": "file-spreadsheet"},
    ]
    for item in items:
        item |= {"url": reverse(f"rights:{item['name']}"), "active": item["name"] == active}
    return items
