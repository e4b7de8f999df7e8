"""Where boards are found: the menu, the "…" of every list."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import ListLink, RecordType, list_links
from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries

entries.declare(
    NavEntry(
        "boards", _("Tableaux de bord"), "boards:library", "layout-dashboard", group=_("Pilotage"), group_order=40,
        order=10, right=("view", "boards"),
    )
)  # fmt: skip
commands.declare(
    PaletteCommand(
        "boards.new", _("Nouveau tableau de bord"), "boards:new", "layout-dashboard",
        keywords="graphique chiffres statistiques indicateurs", right=("create", "boards"), create=True, order=90,
    )
)  # fmt: skip


def _chart_url(record_type: RecordType, query: str) -> str:
    if not record_type.in_menu:
        return ""
    address = reverse("boards:from_list", kwargs={"slug": record_type.slug})
    return f"{address}?{query}" if query else address


list_links.declare(
    ListLink(
        "boards.chart",
        _("Faire un graphique de cette liste…"),
        "chart-bar",
        _chart_url,
        right=("change", "boards"),
        order=40,
    )  # fmt: skip
)
