"""What is read of a file, whatever its format: its words, and blocks that a page can show.

A block is a list: ["h1"|"h2"|"h3", text], ["p", text], ["li", text], ["break", label] (a page, a slide,
a sheet begins) or ["table", [[cell, …], …]].
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

MAX_TEXT = 2_000_000
MAX_BLOCKS = 3_000
MAX_SHOWN = 400_000
MAX_ROWS, MAX_COLUMNS = 200, 30
_CONTROLS = {**dict.fromkeys([*range(32), 127], " "), 0xFEFF: None}


class Unreadable(Exception):
    """`code`: "password" | "damaged" | "too_big" | "unknown"."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Gathered:
    """Gathers words up to `MAX_TEXT` characters, and blocks up to what a page can bear."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.blocks: list[list[Any]] = []
        self.length = 0
        self.shown = 0
        self.pages = 0
        self.scanned = False
        self.cut = False

    @property
    def full(self) -> bool:
        return self.length >= MAX_TEXT

    def add(self, kind: str, text: str) -> None:
        text = clean(text)
        if not text:
            return
        self._words(text)
        room = MAX_SHOWN - self.shown
        if len(text) > room > 0:
            self.cut = True
        self._show([kind, text[:room]], min(len(text), room))

    def start(self, label: str) -> None:
        """A page, a slide or a sheet begins; its number alone is not a word to find."""
        self._show(["break", label], len(label))

    def table(self, rows: Iterable[Iterable[Any]]) -> None:
        shown: list[list[str]] = []
        size = 0
        for row in rows:
            cells = [clean(str(cell)) for cell in row]
            if not any(cells):
                continue
            self._words("\t".join(cell for cell in cells if cell))
            if len(shown) < MAX_ROWS:
                shown.append([cell[:300] for cell in cells[:MAX_COLUMNS]])
                size += sum(len(cell) for cell in shown[-1])
            else:
                self.cut = True
            if self.full:
                break
        if shown:
            self._show(["table", trimmed(shown)], size)

    def _words(self, text: str) -> None:
        if self.full:
            self.cut = True
            return
        text = text[: MAX_TEXT - self.length]
        self.parts.append(text)
        self.length += len(text) + 1

    def _show(self, block: list[Any], size: int) -> None:
        if len(self.blocks) >= MAX_BLOCKS or self.shown + size > MAX_SHOWN or self.shown >= MAX_SHOWN:
            self.cut = True
            return
        self.blocks.append(block)
        self.shown += size

    @property
    def text(self) -> str:
        return "\n".join(self.parts)


def clean(text: str) -> str:
    """One line of plain words: no control characters (a database refuses NUL), lone surrogates dropped."""
    text = text.translate(_CONTROLS).encode("utf-8", "ignore").decode("utf-8")
    return " ".join(text.split())


def trimmed(rows: list[list[str]]) -> list[list[str]]:
    """Without the empty columns on the right."""
    width = max((rank + 1 for row in rows for rank, cell in enumerate(row) if cell), default=0)
    return [row[:width] for row in rows]
