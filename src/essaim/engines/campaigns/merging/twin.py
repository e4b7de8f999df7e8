"""The plain-text twin of a Markdown text, for those whose mail program shows no HTML."""

from __future__ import annotations

from functools import cache
from typing import Any
from urllib.parse import unquote

WIDTH = 72


@cache
def _parser() -> Any:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": False, "breaks": True}).enable(["table", "strikethrough"])


def to_text(markdown: str) -> str:
    """Headings underlined, lists with their dash or number, links with their address in brackets."""
    return _Writer().written(_parser().parse(markdown))


class _Writer:
    def __init__(self) -> None:
        self.lines: list[str] = []
        self.lists: list[int | None] = []
        self.bullet = ""
        self.quoted = 0
        self.cells: list[str] = []
        self.heading = ""

    def written(self, tokens: list[Any]) -> str:
        for token in tokens:
            handler = getattr(self, f"on_{token.type}", None)
            if handler is not None:
                handler(token)
        return "\n".join(self.lines).strip()

    def put(self, text: str) -> None:
        prefix = "> " * self.quoted + "  " * max(0, len(self.lists) - 1)
        lead, self.bullet = self.bullet, ""
        follow = " " * len(lead)
        for number, line in enumerate(text.split("\n")):
            self.lines.append(f"{prefix}{follow if number else lead}{line}".rstrip())

    def blank(self) -> None:
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def on_heading_open(self, token: Any) -> None:
        self.heading = "=" if token.tag in ("h1", "h2") else "-"

    def on_heading_close(self, token: Any) -> None:
        if self.lines:
            self.lines.append(self.heading * min(WIDTH, max(3, len(self.lines[-1]))))
        self.heading = ""
        self.blank()

    def on_paragraph_close(self, token: Any) -> None:
        if not token.hidden:
            self.blank()

    def on_inline(self, token: Any) -> None:
        if self.cells and self.cells[-1] == "":
            self.cells[-1] = inline(token.children)
        else:
            self.put(inline(token.children))

    def on_bullet_list_open(self, token: Any) -> None:
        self.lists.append(None)

    def on_ordered_list_open(self, token: Any) -> None:
        self.lists.append(int(token.attrs.get("start", 1)))

    def on_list_item_open(self, token: Any) -> None:
        number = self.lists[-1]
        self.bullet = "- " if number is None else f"{number}. "
        if number is not None:
            self.lists[-1] = number + 1

    def on_bullet_list_close(self, token: Any) -> None:
        self.lists.pop()
        if not self.lists:
            self.blank()

    on_ordered_list_close = on_bullet_list_close

    def on_blockquote_open(self, token: Any) -> None:
        self.quoted += 1

    def on_blockquote_close(self, token: Any) -> None:
        self.quoted -= 1

    def on_hr(self, token: Any) -> None:
        self.put("-" * 40)
        self.blank()

    def on_fence(self, token: Any) -> None:
        self.put(token.content.rstrip("\n"))
        self.blank()

    on_code_block = on_fence

    def on_th_open(self, token: Any) -> None:
        self.cells.append("")

    on_td_open = on_th_open

    def on_tr_close(self, token: Any) -> None:
        line, self.cells = " | ".join(self.cells), []
        self.put(line)

    def on_table_close(self, token: Any) -> None:
        self.blank()


def inline(children: list[Any]) -> str:
    parts: list[str] = []
    links: list[tuple[str, int]] = []
    for token in children:
        if token.type in ("text", "code_inline"):
            parts.append(token.content)
        elif token.type in ("softbreak", "hardbreak"):
            parts.append("\n")
        elif token.type == "link_open":
            links.append((unquote(str(token.attrs["href"])), len(parts)))
        elif token.type == "link_close":
            href, start = links.pop()
            said = "".join(parts[start:])
            if said != href.removeprefix("mailto:"):
                parts.append(f" ({href.removeprefix('mailto:')})")
    return "".join(parts)
