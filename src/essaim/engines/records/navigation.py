"""Each record type stands in the menu, in the palette and among what can be created."""

from functools import partial

from django.urls import reverse

from essaim.kit.navigation import NavEntry, PaletteCommand, commands, entries
from essaim.kit.registry import Registry

from . import own_navigation  # noqa: F401  declares
from .declarations import RecordType, record_types
from .reading import create_address
from .wording import new_label_lazy


@Registry.derived
def _declare_entries() -> None:
    for record_type in record_types:
        Registry.declaring = record_types.declared_by(record_type.name)
        if record_type.in_menu:
            _declare(record_type)


def _declare(record_type: RecordType) -> None:
    address = partial(reverse, "records:list", kwargs={"slug": record_type.slug})
    entries.declare(
        NavEntry(
            name=f"records.{record_type.name}",
            label=record_type.label_plural,
            url=address,
            icon=record_type.icon,
            group=record_type.menu_group,
            group_order=record_type.menu_group_order,
            order=record_type.menu_order,
            right=("view", record_type.resource),
        )
    )
    commands.declare(
        PaletteCommand(
            name=f"records.{record_type.name}.list",
            label=record_type.label_plural,
            url=address,
            icon=record_type.icon,
            right=("view", record_type.resource),
            order=record_type.menu_order,
        ),
        PaletteCommand(
            name=f"records.{record_type.name}.create",
            label=new_label_lazy(record_type),
            url=partial(create_address, record_type),
            icon=record_type.icon,
            right=("create", record_type.resource),
            create=True,
            order=record_type.menu_group_order * 1000 + record_type.menu_order,
        ),
    )
