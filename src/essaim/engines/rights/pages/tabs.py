"""The tabs that the pages of the matrix share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

NAMES = ("matrix", "by_role", "grid", "versions", "files")


def tabs(active: str) -> list[dict[str, Any]]:
    labels = (_("Tableau"), _("Profil par profil"), _("Grille"), _("Versions"), _("Fichiers"))
    icons = ("table", "id", "grid-dots", "history", "file-spreadsheet")
    return [
        {"label": label, "url": reverse(f"rights:{name}"), "active": name == active, "icon": icon}
        for name, label, icon in zip(NAMES, labels, icons, strict=True)
    ]
