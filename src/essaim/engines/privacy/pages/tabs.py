"""The tabs that the pages of privacy share."""

from __future__ import annotations

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _


def tabs(current: str) -> list[dict[str, Any]]:
    known = (
        ("register", _("Registre des traitements")),
        ("rules", _("Durées de conservation")),
        ("proofs", _("Effacements")),
    )
    return [
        {"label": label, "url": reverse(f"privacy:{name}"), "active": name == current}
        for name, label in known
    ]
