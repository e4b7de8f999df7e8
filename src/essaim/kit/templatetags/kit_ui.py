"""Tags and filters of the interface, available in every template without loading. See docs/front-end.md.

From Python, the same parts: `icon`, `badge`, `avatar`, `chip`, `number`, `day`… return safe HTML or text.
"""

from __future__ import annotations

import re
import zlib
from typing import Any
from urllib.parse import urlencode

from django import template
from django.http import QueryDict
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from essaim.kit.ui import fields, html
from essaim.kit.ui.formats import (
    ago,
    ago_text,
    day,
    day_short,
    initials,
    moment,
    money,
    number,
    percent,
    size,
)
from essaim.kit.ui.html import avatar, badge, chip, combobox_html, icon, tone_class, tone_of

__all__ = [
    "ago", "ago_text", "avatar", "badge", "chip", "combobox_html", "day", "day_short", "icon", "initials",
    "moment", "money", "number", "percent", "size", "tone_class", "tone_of",
]  # fmt: skip

register = template.Library()
_TARGETS = re.compile(r'(?:href|action|hx-[a-z]+)="([^"]*)"')

for _filter in (ago, day, day_short, initials, moment, money, number, percent, size, tone_class, tone_of):
    register.filter(_filter.__name__, _filter)
for _tag in (fields.form_field, fields.form_fields, fields.form_errors, fields.form_actions):
    register.simple_tag(_tag)
register.simple_tag(icon)
register.simple_tag(avatar)
register.simple_tag(chip)


def _part(name: str, **context: Any) -> SafeString:
    return render_to_string(f"kit/parts/{name}.html", context)


@register.simple_tag(name="badge")
def badge_tag(text: Any, tone: str = "neutral", icon: str = "") -> SafeString:
    return html.badge(text, tone, icon)


@register.simple_tag
def crumb(label: Any, url: str = "", group: bool = False) -> SafeString:
    """One step of the breadcrumbs; without an address it is where one stands, or the `group` it belongs to."""
    if group:
        return format_html('<li class="es-crumbs__group"><span>{}</span></li>', label)
    if url:
        return format_html('<li><a href="{}">{}</a></li>', url, label)
    return format_html('<li><span aria-current="page">{}</span></li>', label)


@register.simple_block_tag
def page_header(
    content: str,
    title: Any = "",
    subtitle: Any = "",
    icon: str = "",
    avatar: Any = "",
    badge: Any = "",
    tone: str = "neutral",
) -> SafeString:
    """The page's h1 with its line below; what stands between the tags are its buttons."""
    return _part(
        "page_header", actions=SafeString(content.strip()), title=title, subtitle=subtitle, icon=icon, avatar=avatar,
        badge=badge, tone=tone,
    )  # fmt: skip


@register.simple_block_tag
def card(
    content: str, title: Any = "", subtitle: Any = "", icon: str = "", id: str = "", flush: bool = False,
    actions_url: str = "", actions_label: Any = "", level: int = 2,
) -> SafeString:  # fmt: skip
    return _part(
        "card", content=content, title=title, subtitle=subtitle, icon=icon, id=id, flush=flush,
        actions_url=actions_url, actions_label=actions_label, level=level,
    )  # fmt: skip


@register.simple_tag
def empty_state(
    icon: str = "inbox",
    title: Any = "",
    text: Any = "",
    url: str = "",
    action: Any = "",
    action_icon: str = "",
    small: bool = False,
) -> SafeString:
    """Why there is nothing here, and the next thing to do."""
    return _part(
        "empty_state",
        icon=icon,
        title=title,
        text=text,
        url=url,
        action=action,
        action_icon=action_icon,
        small=small,
    )


@register.simple_tag
def tabs(items: list[dict[str, Any]], label: Any = "") -> SafeString:
    """items: [{"label", "url", "active", "count", "icon"}], the last three optional."""
    full = [{"active": False, "count": None, "icon": "", **item} for item in items]
    return _part("tabs", items=full, label=label)


@register.simple_tag(takes_context=True)
def pagination(context: template.Context, page: Any, param: str = "page", label: Any = "") -> SafeString:
    """Pages of a Django `Page`, the rest of the query string kept."""
    query = context["request"].GET.copy() if "request" in context else QueryDict(mutable=True)
    query.pop(param, None)
    base = query.urlencode()

    def url(rank: int) -> str:
        return "?" + (f"{base}&" if base else "") + urlencode({param: rank})

    paginator = page.paginator
    ranks = [
        {"rank": rank, "url": url(rank) if isinstance(rank, int) else "", "active": rank == page.number}
        for rank in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return _part(
        "pagination", label=label or _("Pages"), ranks=ranks, first=page.start_index(),
        last=page.end_index(), total=paginator.count,
        previous_url=url(page.number - 1) if page.has_previous() else "",
        next_url=url(page.number + 1) if page.has_next() else "",
    )  # fmt: skip


@register.simple_tag
def pager(previous_url: str = "", next_url: str = "", summary: Any = "", label: Any = "") -> SafeString:
    return _part(
        "pagination",
        label=label or _("Pages"),
        ranks=[],
        summary=summary,
        previous_url=previous_url,
        next_url=next_url,
    )


@register.simple_tag
def progress(
    value: Any = None, max: int = 100, label: Any = "", url: str = "", every: int = 2, detail: Any = ""
) -> SafeString:
    """A bar; with `url` it asks that fragment again every `every` seconds (the fragment ends by not asking)."""
    return _part("progress", value=value, max=max, label=label, url=url, every=every, detail=detail)


@register.simple_tag
def skeleton(kind: str = "text", lines: int = 4) -> SafeString:
    return format_html(
        '<div class="es-skeleton es-skeleton--{}" aria-hidden="true">{}</div>',
        kind,
        SafeString("<span></span>" * lines),
    )


@register.simple_tag
def stepper(steps: list[Any], current: int = 1) -> SafeString:
    """Steps of an assistant; `current` counts from 1."""
    listed = [{"label": step, "rank": rank} for rank, step in enumerate(steps, 1)]
    return _part("stepper", steps=listed, current=int(current))


@register.simple_tag
def timeline(items: list[dict[str, Any]]) -> SafeString:
    """items: [{"icon", "tone", "when", "who", "title", "text", "url"}], all but title optional."""
    blank = {"icon": "point", "tone": "neutral", "when": None, "who": "", "text": "", "url": ""}
    return _part("timeline", items=[{**blank, **item} for item in items])


@register.simple_tag
def version_diff(
    rows: list[dict[str, Any]], left: Any = "", right: Any = "", choose: bool = False
) -> SafeString:
    """rows: [{"label", "left", "right", "changed", "name"}]. `choose` puts radios named `keep-<name>`."""
    return _part(
        "version_diff", rows=[{"name": "", **row} for row in rows], left=left, right=right, choose=choose
    )


@register.simple_tag
def data_list(rows: list[tuple[Any, Any]]) -> SafeString:
    return _part("data_list", rows=[(label, value, value in (None, "", [])) for label, value in rows])


@register.simple_block_tag
def alert(content: str, tone: str = "info", title: Any = "", icon: str = "") -> SafeString:
    """tone: info | success | warning | danger | neutral."""
    icons = {"success": "circle-check", "warning": "alert-triangle", "danger": "alert-circle"}
    return _part(
        "alert", content=content, tone=tone, title=title, icon=icon or icons.get(tone, "info-circle")
    )


@register.simple_block_tag
def fold(content: str, title: Any = "", open: bool = False, id: str = "") -> SafeString:
    return _part("fold", content=content, title=title, open=open, id=id)


@register.simple_block_tag
def table_region(content: str, label: Any = "", sticky: bool = False, id: str = "") -> SafeString:
    """A table that scrolls sideways when it must, reachable by keyboard. `sticky` keeps its head in sight."""
    return _part("table_region", content=content, label=label, sticky=sticky, id=id)


@register.simple_block_tag
def dialog(content: str, id: str, title: Any = "", size: str = "", drawer: bool = False) -> SafeString:
    return _part("dialog", content=content, id=id, title=title, size=size, drawer=drawer)


@register.simple_tag
def dialog_actions(submit: Any = "", danger: bool = False, cancel: Any = "") -> SafeString:
    return _part("dialog_actions", submit=submit, danger=danger, cancel=cancel)


@register.simple_block_tag(takes_context=True)
def menu(
    context: template.Context,
    content: str,
    label: Any,
    icon: str = "",
    css: str = "btn btn-ghost",
    text: bool = False,
    id: str = "",
) -> SafeString:
    """A button and its menu. Without `text` an icon alone is shown and `label` is spoken.

    The id comes from where the menu leads, so that a part rendered alone gets the one it has in its page.
    """
    name = id or _menu_id(context, f"{label}{''.join(_TARGETS.findall(content))}")
    return _part("menu", content=content, label=label, icon=icon, css=css, text=text or not icon, id=name)


def _menu_id(context: template.Context, what: str) -> str:
    name = f"menu-{zlib.crc32(what.encode()):x}"
    kept: Any = context.render_context
    seen = kept.setdefault("es_menus", {})
    seen[name] = seen.get(name, 0) + 1
    return name if seen[name] == 1 else f"{name}-{seen[name]}"


@register.simple_tag
def menu_item(
    label: Any, url: str = "", icon: str = "", danger: bool = False, active: bool = False, key: str = ""
) -> SafeString:
    return _part("menu_item", label=label, url=url, icon=icon, danger=danger, active=active, key=key)
