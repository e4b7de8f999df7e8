"""What is shown of a found text: a few words around the match, the match marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from essaim.kit.text import fold

from .texts import STOP_WORDS, stem

WIDTH, BEFORE = 220, 60
_WORD = re.compile(r"\w+")


def matcher(words: tuple[str, ...], likely: set[str] = frozenset()) -> Callable[[str], bool]:  # type: ignore[assignment]
    """Does a word of a text answer one of the words looked for?"""
    digits = tuple(word.lstrip("0") for word in words if word.isdecimal() and len(word) > 3)
    stems = {stem(word) for word in words if len(word) >= 4}
    letters = tuple(word for word in words if len(word) > 1 or len(words) == 1)

    @lru_cache(maxsize=50_000)  # a long text says the same words again and again
    def matches(word: str) -> bool:
        folded = fold(word)
        if folded.startswith(letters) or folded in likely:
            return True
        if folded.isdecimal():
            return any(part in folded for part in digits)
        return folded not in STOP_WORDS and len(folded) >= 4 and stem(folded) in stems

    return matches


def marked(text: str, matches: Callable[[str], bool]) -> SafeString:
    """The text as HTML, matches in <mark>."""
    parts, last = [], 0
    for found in _WORD.finditer(text):
        if matches(found[0]):
            parts += [
                conditional_escape(text[last : found.start()]),
                "<mark>",
                conditional_escape(found[0]),
                "</mark>",
            ]
            last = found.end()
    parts.append(conditional_escape(text[last:]))
    return mark_safe("".join(parts))


def excerpt(text: str, matches: Callable[[str], bool]) -> SafeString | None:
    """The part of a text around its first match, or None when it has none."""
    first = next((found.start() for found in _WORD.finditer(text) if matches(found[0])), None)
    if first is None:
        return None
    start = max(0, first - BEFORE)
    if start:
        start = text.find(" ", start, first) + 1 or first
    stop = min(len(text), start + WIDTH)
    if stop < len(text):
        stop = text.rfind(" ", first, stop) if text.rfind(" ", first, stop) > first else stop
    around = " ".join(text[start:stop].split())
    return mark_safe(("… " if start else "") + marked(around, matches) + (" …" if stop < len(text) else ""))
