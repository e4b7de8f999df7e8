"""*À faire aujourd'hui*, on the home page."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import HomeBlock, home_blocks

from . import queries

SHOWN = 6


def load(user: Any) -> dict[str, Any]:
    found = queries.to_do(user)
    groups = [
        (_("En retard"), "danger", found["late"]),
        (_("Aujourd’hui"), "brand", found["today"]),
        (_("Les sept prochains jours"), "neutral", found["soon"]),
    ]
    return {
        "groups": [(*group, group[2][:SHOWN], len(group[2]) - SHOWN) for group in groups if group[2]],
        "undated": found["undated"],
        "today": timezone.localdate(),
        "with_subject": True,
    }


home_blocks.declare(
    HomeBlock(
        "timeline.to_do",
        _("À faire aujourd’hui"),
        "timeline/home.html",
        load,
        order=10,
        width=12,
        right=("view", "tasks"),
    )
)
