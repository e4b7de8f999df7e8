"""The HTML of a merged letter as blocks, which paper and word processors share."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser


@dataclass
class Run:
    """A stretch of text of one look."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass
class Block:
    """kind: "p" | "h2" | "h3" | "h4" | "li" | "quote" | "rule" | "row". `mark`: "•" or "1." of a list item."""

    kind: str
    runs: list[Run] = field(default_factory=list)
    mark: str = ""
    depth: int = 0
    cells: list[str] = field(default_factory=list)


def blocks(html: str) -> list[Block]:
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.flush()
    return [block for block in reader.found if block.runs or block.cells or block.kind == "rule"]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Block] = []
        self.current: Block | None = None
        self.bold = self.italic = 0
        self.lists: list[int | None] = []
        self.quoted = 0
        self.link = ""
        self.cells: list[str] | None = None

    def flush(self) -> None:
        if self.current is not None:
            self.found.append(self.current)
        self.current = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("strong", "b", "th"):
            self.bold += 1
        elif tag in ("em", "i"):
            self.italic += 1
        elif tag in ("ul", "ol"):
            self.flush()
            self.lists.append(1 if tag == "ol" else None)
        elif tag == "blockquote":
            self.quoted += 1
        elif tag == "a":
            self.link = dict(attrs).get("href") or ""
        elif tag == "br":
            self.handle_data("\n")
        self._begin(tag)

    def _begin(self, tag: str) -> None:
        if tag == "li":
            self.flush()
            number = self.lists[-1] if self.lists else None
            self.current = Block("li", mark="•" if number is None else f"{number}.", depth=len(self.lists))
            if number is not None:
                self.lists[-1] = number + 1
        elif tag == "p" and not (self.current and self.current.kind == "li" and not self.current.runs):
            self.flush()
            self.current = Block("quote" if self.quoted else "p")
        elif tag in ("h2", "h3", "h4"):
            self.flush()
            self.current = Block(tag)
        elif tag == "hr":
            self.flush()
            self.found.append(Block("rule"))
        elif tag == "tr":
            self.flush()
            self.cells = []
        elif tag in ("td", "th") and self.cells is not None:
            self.cells.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("strong", "b", "th"):
            self.bold -= 1
        elif tag in ("em", "i"):
            self.italic -= 1
        elif tag in ("ul", "ol"):
            self.flush()
            if self.lists:
                self.lists.pop()
        elif tag == "blockquote":
            self.quoted -= 1
        elif tag == "a":
            self._end_link()
        elif tag == "tr" and self.cells is not None:
            self.found.append(Block("row", cells=self.cells))
            self.cells = None
        elif tag in ("p", "h2", "h3", "h4"):
            self.flush()

    def _end_link(self) -> None:
        """On paper an address can only be read."""
        said = self.current.runs[-1].text if self.current and self.current.runs else ""
        href = self.link.removeprefix("mailto:")
        if href and href != said:
            self.handle_data(f" ({href})")
        self.link = ""

    def handle_data(self, data: str) -> None:
        if self.cells is not None:
            if self.cells:
                self.cells[-1] += data
            return
        if self.current is None:
            if not data.strip():
                return
            self.current = Block("p")
        text = data if data == "\n" else data.replace("\n", " ")
        self.current.runs.append(Run(text, self.bold > 0, self.italic > 0))
