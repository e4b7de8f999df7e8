"""The dealership in the menu, on the home page and in the palette."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.kit.navigation import HomeBlock, NavEntry, PaletteCommand, commands, entries, home_blocks

from . import queries
from .records import GROUP, ORDER

SHOWN = 5


def load_due(user: Any) -> dict[str, Any] | None:
    rows = queries.services_due(user)
    count = rows.count()
    if not count:
        return None
    return {
        "vehicles": rows.select_related("customer")[:SHOWN],
        "count": count,
        "more": max(0, count - SHOWN),
    }


def load_leads(user: Any) -> dict[str, Any] | None:
    rows = queries.new_leads(user)
    count = rows.count()
    if not count:
        return None
    return {"leads": rows[:SHOWN], "count": count, "more": max(0, count - SHOWN)}


entries.declare(
    NavEntry("dealership.pipeline", _("Parcours de vente"), "dealership:pipeline", "layout-kanban", GROUP, ORDER, 55,
             ("view", "sales")),
    NavEntry("dealership.fields", _("Champ par champ"), "dealership:fields", "columns", GROUP, ORDER, 15,
             ("view", "customers")),
)  # fmt: skip
home_blocks.declare(
    HomeBlock("dealership.due", _("Entretiens à proposer"), "dealership/home_due.html", load_due, order=30,
              right=("view", "vehicles")),
    HomeBlock("dealership.leads", _("Leads à traiter"), "dealership/home_leads.html", load_leads, order=20,
              right=("view", "leads")),
)  # fmt: skip
commands.declare(
    PaletteCommand(
        "dealership.company",
        _("Nouvelle société cliente"),
        lambda: partial(reverse, "records:create", kwargs={"slug": "clients"})() + "?kind=company",
        "building-store",
        right=("create", "customers"),
        create=True,
        order=11,
    ),
    PaletteCommand(
        "dealership.pipeline",
        _("Parcours de vente"),
        "dealership:pipeline",
        "layout-kanban",
        right=("view", "sales"),
    ),
)
