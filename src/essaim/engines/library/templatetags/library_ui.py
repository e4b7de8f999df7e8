"""The head of a document's page: what it is, its preview, what can be done with it."""

from __future__ import annotations

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from essaim.engines.library import queries
from essaim.engines.library.choices import Kind, Reading
from essaim.engines.library.formats import FORMATS
from essaim.engines.library.models import Document
from essaim.engines.rights.api import can

register = template.Library()


def preview_context(document: Document) -> dict[str, Any]:
    """`pictures`: how many pages are drawn; `blocks`: what is shown as text."""
    version: Any = document.current
    content = getattr(version, "content", None) if version is not None else None
    pictures = len(content.pictures) if content is not None else 0
    known = FORMATS.get(version.format) if version is not None else None
    return {
        "document": document,
        "version": version,
        "content": content,
        "waiting": document.reading == Reading.WAITING,
        "pictures": range(1, pictures + 1),
        "more": max(0, content.page_count - pictures) if content is not None and pictures else 0,
        "blocks": content.blocks if content is not None else [],
        "slides": document.kind == Kind.SLIDES,
        "sheets": document.kind == Kind.SHEET,
        "opens": bool(known and known.opens),
        "is_picture": document.kind == Kind.IMAGE,
    }


@register.simple_tag(takes_context=True)
def document_head(context: Any, pk: int) -> SafeString:
    request = context["request"]
    document: Any = queries.document_or_404(request.user, pk)
    document.is_favourite = queries.favourite_of(request.user, document) is not None
    successor = document.replaced_by
    if successor is not None:
        successor = queries.visible(request.user).filter(pk=successor.pk).first()
    values = {
        **preview_context(document),
        "successor": successor,
        "may_change": can(request.user, "change", "documents", document),
    }
    return render_to_string("library/_head.html", values, request=request)


@register.filter
def level(kind: str) -> int:
    """h1, h2, h3 of a file become h3, h4, h5 of the page that shows it."""
    return int(kind[1]) + 2 if kind[:1] == "h" and kind[1:].isdecimal() else 3
