"""Where imports and exports are found: the menu, the palette, the "…" of every list."""

from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import (
    BulkAction,
    ListLink,
    RecordType,
    bulk_actions,
    list_links,
    record_types,
)
from essaim.engines.rights.api import can
from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries
from essaim.kit.registry import Registry


def _sees_lists(user: Any) -> bool:
    return any(can(user, "view", item.resource) for item in record_types if item.in_menu and item.exportable)


entries.declare(
    NavEntry(
        "exchange.imports", _("Imports et exports"), "exchange:imports", "transfer", group=_("Outils"),
        group_order=80, order=50, right=_sees_lists,
    )
)  # fmt: skip


def _import_url(record_type: RecordType, query: str) -> str:
    if not record_type.importable:
        return ""
    return reverse("exchange:import", kwargs={"slug": record_type.slug})


def _export_url(record_type: RecordType, query: str) -> str:
    if not record_type.exportable:
        return ""
    address = reverse("exchange:export", kwargs={"slug": record_type.slug})
    return f"{address}?{query}" if query else address


list_links.declare(
    ListLink("exchange.import", _("Importer un fichier…"), "upload", _import_url, action="create", order=20),
    ListLink("exchange.export", _("Exporter cette liste…"), "download", _export_url, order=30),
)
bulk_actions.declare(
    BulkAction("exchange.export", _("Exporter"), None, action="view", icon="download", leads=_export_url)
)


@Registry.derived
def _declare_commands() -> None:
    for record_type in record_types:
        if record_type.importable and record_type.in_menu:
            commands.declare(
                PaletteCommand(
                    f"exchange.{record_type.name}",
                    _importing(record_type),
                    partial(reverse, "exchange:import", kwargs={"slug": record_type.slug}),
                    icon="upload",
                    keywords="importer fichier excel csv tableur liste",
                    right=("create", record_type.resource),
                    order=200,
                )
            )


def _importing(record_type: RecordType) -> object:
    from django.utils.text import format_lazy

    return format_lazy("{} : {}", _("Importer un fichier"), record_type.label_plural)
