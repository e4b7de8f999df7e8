"""Parts of the directory's pages."""

from __future__ import annotations

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from essaim.engines.directory import phones
from essaim.engines.directory.presenting import header_context
from essaim.kit.templatetags.kit_ui import icon

register = template.Library()


@register.filter
def phone(value: str) -> str:
    """ "+33243000000" as people read it."""
    return phones.readable(value) if value else ""


@register.filter
def siret(value: str) -> str:
    """ "35600000000048" as it is usually printed: 356 000 000 00048."""
    return f"{value[:3]}\u202f{value[3:6]}\u202f{value[6:9]}\u202f{value[9:]}"


@register.simple_tag
def reach_link(kind: str, value: str) -> SafeString:
    """A link that writes or calls, by kind of contact point."""
    if not value:
        return SafeString("")
    if kind == "email":
        return format_html('<a href="mailto:{}">{}</a>', value, value)
    if kind == "web":
        return format_html('<a href="{}" rel="noopener" target="_blank">{}</a>', value, value)
    if kind == "whatsapp":
        href = f"https://wa.me/{value.lstrip('+')}"
        return format_html('<a href="{}" rel="noopener" target="_blank">{}</a>', href, phones.readable(value))
    return format_html('<a href="tel:{}" class="text-nowrap">{}</a>', value, phones.readable(value))


@register.simple_tag
def reach_icon(kind: str) -> SafeString:
    names = {
        "email": "mail",
        "mobile": "device-mobile",
        "web": "world",
        "whatsapp": "brand-whatsapp",
        "fax": "printer",
    }
    return icon(names.get(kind, "phone"))


@register.inclusion_tag("directory/_header.html", takes_context=True)
def profile_header(context: template.Context, obj: Any) -> dict[str, Any]:
    return header_context(obj, context["known"])
