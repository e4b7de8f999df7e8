"""Small parts built in Python, quick enough to stand in every row of a list. All return safe HTML."""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from .formats import initials

TONES = ("neutral", "brand", "success", "warning", "danger", "info", *(f"c{rank}" for rank in range(1, 9)))


@lru_cache(maxsize=1)
def _sprite() -> str:
    return static("essaim/build/sprite.svg")


@lru_cache(maxsize=2048)
def _icon(name: str, label: str, css: str) -> SafeString:
    role = format_html('role="img" aria-label="{}"', label) if label else mark_safe('aria-hidden="true"')
    return format_html(
        '<svg class="icon{}" {}><use href="{}#{}"/></svg>', f" {css}" if css else "", role, _sprite(), name
    )


def icon(name: str, label: str = "", css: str = "") -> SafeString:
    """An icon of the sprite. With `label` it speaks, without it is decoration; no name, no icon."""
    if not name:
        return SafeString("")
    if settings.DEBUG:
        _sprite.cache_clear()
    return _icon(str(name), str(label), css)


def tone_class(tone: str) -> str:
    if tone not in TONES:
        raise ValueError(f"unknown tone {tone!r} (known: {', '.join(TONES)})")
    return "" if tone == "neutral" else f" tone-{tone}"


def tone_of(text: Any) -> str:
    """A category tone that is always the same for the same text."""
    return f"c{zlib.crc32(str(text).encode()) % 8 + 1}"


def badge(text: Any, tone: str = "neutral", icon_name: str = "") -> SafeString:
    return format_html('<span class="badge{}">{}{}</span>', tone_class(tone), icon(icon_name), text)


def avatar(name: Any, src: str = "", size: str = "", square: bool = False) -> SafeString:
    """Initials on a colour drawn from the name, or a picture. The name stands beside it, so it is silent."""
    classes = f"avatar{f' avatar--{size}' if size else ''}{' avatar--square' if square else ''}"
    if src:
        return format_html('<span class="{}"><img src="{}" alt="" loading="lazy"></span>', classes, src)
    return format_html(
        '<span class="{}{}" aria-hidden="true">{}</span>', classes, tone_class(tone_of(name)), initials(name)
    )


def chip(text: Any, remove_url: str = "", url: str = "", active: bool = False) -> SafeString:
    if remove_url:
        label = _("Retirer le filtre : %(filter)s") % {"filter": text}
        return format_html(
            '<span class="es-chip es-chip--on">{}<a class="es-chip__remove" href="{}" aria-label="{}">{}</a></span>',
            text, remove_url, label, icon("x"),
        )  # fmt: skip
    current = mark_safe(' aria-current="true"') if active else ""
    if url:
        return format_html('<a class="es-chip" href="{}"{}>{}</a>', url, current, text)
    return format_html('<span class="es-chip"{}>{}</span>', current, text)


def combobox_html(name: str, url: str, value: Any = "", label: Any = "", **attrs: Any) -> SafeString:
    """A box that searches `url` while one types and sends the chosen id under `name`.

    `attrs` go on the visible input (`id`, `required`, `placeholder`, `aria_describedby`…).
    """
    spoken = " ".join(
        f'{key.replace("_", "-")}="{conditional_escape(content)}"'
        for key, content in attrs.items()
        if content
    )
    return format_html(
        '<div class="es-combobox"><input type="hidden" name="{}" value="{}">'
        '<input type="text" class="form-control" data-combobox-url="{}" value="{}" autocomplete="off" {}></div>',
        name, "" if value is None else value, url, label or "", mark_safe(spoken),
    )  # fmt: skip
