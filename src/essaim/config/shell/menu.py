"""The side menu and "Nouveau": what the registries hold, less what the user may not see, as HTML kept in memory."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from functools import cache
from typing import Any

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from essaim.engines.rights import api as rights
from essaim.kit import navigation
from essaim.kit.text import words
from essaim.kit.ui.html import icon

logger = logging.getLogger(__name__)
KEPT = 512
HOME_LETTER = "h"
_menus: dict[tuple, tuple[SafeString, list[tuple[str, str]]]] = {}
_creates: dict[tuple, SafeString] = {}


def allowed(user: Any, right: Any) -> bool:
    """`right` as declared: (action, resource), a callable of the user's rights, or None for everybody."""
    if callable(right):
        return bool(right(user))
    return right is None or rights.can(user, *right)


def address(url: Any) -> str:
    """A URL name, a path, or a callable, as the declarations allow."""
    if callable(url):
        return str(url())
    return url if url.startswith("/") else reverse(url)


def reachable(item: Any) -> bool:
    """A declaration whose page is missing must not take every page down; a test names it."""
    try:
        return bool(address(item.url))
    except NoReverseMatch:
        logger.error("%s %r has no page", type(item).__name__, item.name)
        return False


def entries_for(user: Any) -> list[navigation.NavEntry]:
    return sorted(
        (entry for entry in navigation.entries if allowed(user, entry.right) and reachable(entry)),
        key=lambda entry: (entry.group_order, str(entry.group), entry.order, str(entry.label)),
    )


def commands_for(user: Any) -> list[navigation.PaletteCommand]:
    return sorted(
        (command for command in navigation.commands if allowed(user, command.right) and reachable(command)),
        key=lambda command: (command.order, str(command.label)),
    )


def _key(user: Any) -> tuple:
    return rights.rights_of(user).fingerprint(), get_language(), get_script_prefix()


def menu_html(user: Any, path: str) -> SafeString:
    """The menu with the entry of `path` marked. Built once for all who have the same rights and language."""
    key = _key(user)
    if key not in _menus:
        if len(_menus) >= KEPT:
            _menus.clear()
        _menus[key] = _build(entries_for(user))
    markup, addresses = _menus[key]
    for url, name in addresses:
        if path.startswith(url) if url != get_script_prefix() else path == url:
            return mark_safe(
                markup.replace(f'data-nav="{name}"', f'data-nav="{name}" aria-current="page"', 1)
            )
    return markup


@cache
def letters() -> dict[str, str]:
    """The letter that goes to each entry after `g`: its own, else the first of its label that is still free.

    The same for everybody, whatever they may see, and in every language.
    """
    with override(settings.LANGUAGE_CODE):
        ranked = sorted(
            navigation.entries,
            key=lambda item: (item.group_order, str(item.group), item.order, str(item.label)),
        )
        found: dict[str, str] = {}
        taken = {HOME_LETTER}
        for entry in ranked:
            if entry.shortcut and entry.shortcut not in taken:
                found[entry.name] = entry.shortcut
                taken.add(entry.shortcut)
        for entry in ranked:
            free = next((char for char in "".join(words(str(entry.label))) if char not in taken), "")
            if entry.name not in found and free:
                found[entry.name] = free
                taken.add(free)
    return found


def _build(entries: Iterable[navigation.NavEntry]) -> tuple[SafeString, list[tuple[str, str]]]:
    home = get_script_prefix()
    addresses = [(home, "home")]
    groups: dict[str, list[SafeString]] = {"": [_link("home", home, _("Accueil"), "home", HOME_LETTER)]}
    for entry in entries:
        url = address(entry.url)
        addresses.append((url, entry.name))
        line = _link(entry.name, url, entry.label, entry.icon, letters().get(entry.name, ""))
        groups.setdefault(str(entry.group), []).append(line)
    addresses.sort(key=lambda pair: -len(pair[0]))
    parts = [_group(label, lines) for label, lines in groups.items()]
    return SafeString("".join(parts)), addresses


def _group(label: str, lines: list[SafeString]) -> SafeString:
    heading = format_html('<div class="es-nav__group">{}</div>', label) if label else SafeString("")
    return format_html("{}<ul>{}</ul>", heading, SafeString("".join(lines)))


def _link(name: str, url: str, label: Any, icon_name: str, shortcut: str) -> SafeString:
    go = format_html(' data-go="{}"', shortcut) if shortcut else ""
    return format_html(
        '<li><a class="es-nav__link" href="{}" data-nav="{}" title="{}"{}>{}<span>{}</span></a></li>',
        url, name, label, go, icon(icon_name), label,
    )  # fmt: skip


def create_html(user: Any) -> SafeString:
    key = _key(user)
    if key not in _creates:
        if len(_creates) >= KEPT:
            _creates.clear()
        _creates[key] = format_html_join(
            "",
            '<a class="es-menu__item" href="{}">{}{}</a>',
            ((address(item.url), icon(item.icon), item.label) for item in commands_for(user) if item.create),
        )
    return _creates[key]


def forget() -> None:
    """Build anew (tests, and after the registries change)."""
    _menus.clear()
    _creates.clear()
    letters.cache_clear()
