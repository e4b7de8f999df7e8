"""What the shell shows: entries of the menu, blocks of the home page, commands of the palette."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class NavEntry:
    """A line of the menu. `right` is (action, resource), a callable asked of the user, or None for everybody.

    `group` is the heading it stands under ("Annuaire", "Administration"…), `order` sorts groups'
    entries; `url` is a URL name or a callable giving an address.
    """

    name: str
    label: Any
    url: str | Callable[[], str]
    icon: str
    group: Any = ""
    group_order: int = 100
    order: int = 100
    right: tuple[str, str] | Callable[[Any], bool] | None = None
    shortcut: str = ""


@dataclass(frozen=True)
class HomeBlock:
    """A block of the home page: `load(user)` gives its template's context, or None to hide it.

    `width`, in twelfths of the main column; below six it stands in the narrow column beside it.
    """

    name: str
    title: Any
    template: str
    load: Callable[[Any], dict[str, Any] | None]
    order: int = 100
    width: int = 6
    right: tuple[str, str] | None = None


@dataclass(frozen=True)
class PaletteCommand:
    """A line of the command palette (and of the quick-create menu when `create` is set)."""

    name: str
    label: Any
    url: str | Callable[[], str]
    icon: str = "arrow-right"
    keywords: str = ""
    right: tuple[str, str] | None = None
    create: bool = False
    order: int = 100


@dataclass(frozen=True)
class PaletteSource:
    """Records found while typing in the palette: `find(user, text)` gives {label, hint, url, icon}."""

    name: str
    find: Callable[[Any, str], list[dict[str, str]]]


entries: Registry[NavEntry] = Registry("menu", NavEntry, lambda item: item.name)
home_blocks: Registry[HomeBlock] = Registry("home page", HomeBlock, lambda item: item.name)
commands: Registry[PaletteCommand] = Registry("palette", PaletteCommand, lambda item: item.name)
palette_sources: Registry[PaletteSource] = Registry("palette sources", PaletteSource, lambda item: item.name)
