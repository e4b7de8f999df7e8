"""A line of text read piece by piece: what is understood is cut out, what is left is the subject."""

from __future__ import annotations

import re
import unicodedata


def _plain(text: str) -> str:
    """Lower case and without accents, as long as the text itself so that places agree."""
    found = []
    for char in text:
        base = unicodedata.normalize("NFD", char)[0].lower()
        found.append(base if len(base) == 1 else char)
    return "".join(found).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")


class Line:
    """`take(words)` finds a pattern of folded words and cuts it out; `rest()` gives what is left."""

    def __init__(self, text: str) -> None:
        self.text = text.strip()
        self.plain = _plain(self.text)

    def find(self, pattern: str, after_at: bool = False) -> re.Match[str] | None:
        """Whole words only; those of an @name are left to who asks for it (`after_at`)."""
        return re.search(rf"(?<!\w){pattern}" if after_at else rf"(?<![\w@]){pattern}(?!\w)", self.plain)

    def has(self, words: str) -> bool:
        return self.find(f"(?:{words})") is not None

    def starts(self, words: str) -> str:
        """The words the line begins with, as they were written; "" when it begins otherwise."""
        found = re.match(rf"\W*({words})(?!\w)", self.plain) or re.match(rf"\W*({words})(?<='\w)", self.plain)
        return self.text[found.start(1) : found.end(1)] if found else ""

    def take(self, words: str) -> re.Match[str] | None:
        """The match, cut out of the line; None when it is not there."""
        found = self.find(f"(?:{words})")
        if found:
            self.cut(*found.span())
        return found

    def take_start(self, words: str) -> None:
        found = re.match(rf"\W*(?:{words})(?!\w)\s*[:,\-–]?", self.plain)
        if found:
            self.cut(*found.span())

    def cut(self, begin: int, end: int) -> None:
        """A hole of spaces: other places stay where they were."""
        hole = " " * (end - begin)
        self.text = self.text[:begin] + hole + self.text[end:]
        self.plain = self.plain[:begin] + hole + self.plain[end:]

    def rest(self) -> str:
        text = re.sub(r"\s+", " ", self.text)
        text = re.sub(r"\s+([,.;])", r"\1", text)
        return text.strip(" ,;:-–.").removeprefix("pour ").strip()
