"""Markdown that people write, as HTML that is safe to show."""

from __future__ import annotations

from functools import cache
from typing import Any

from django.utils.safestring import SafeString, mark_safe

TAGS = {
    "a", "blockquote", "br", "code", "del", "em", "h2", "h3", "h4", "hr", "li", "ol", "p", "pre", "strong",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "linkify": False, "breaks": True}).enable(
        ["table", "strikethrough"]
    )


def to_html(text: str) -> SafeString:
    """Raw HTML in `text` is shown as text; headings start at <h2>, for the page has its own <h1>."""
    import nh3

    html = _parser().render(text)
    for level in (3, 2, 1):
        html = html.replace(f"<h{level}>", f"<h{level + 1}>").replace(f"</h{level}>", f"</h{level + 1}>")
    return mark_safe(
        nh3.clean(html, tags=TAGS, attributes={"a": {"href"}}, url_schemes={"http", "https", "mailto"})
    )


def blocks(text: str) -> list[str]:
    """The paragraphs, headings and lists of a text, each as its own Markdown, blank lines dropped."""
    tokens = _parser().parse(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    spans = [token.map for token in tokens if token.level == 0 and token.map and token.nesting >= 0]
    return ["\n".join(lines[start:end]).strip() for start, end in spans]
