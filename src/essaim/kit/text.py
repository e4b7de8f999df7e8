"""Text as it is compared and sorted: accents and case set aside."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SHORT = 80  # names and towns come back again and again
_LIGATURES = str.maketrans(
    {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l"}
)
_ACCENTS = str.maketrans(
    "àâäáãåçéèêëîïíìñôöóòõùûüúýÿÀÂÄÁÃÅÇÉÈÊËÎÏÍÌÑÔÖÓÒÕÙÛÜÚÝŸ",
    "aaaaaaceeeeiiiinooooouuuuyyAAAAAACEEEEIIIINOOOOOUUUUYY",
)
_NOT_WORD = re.compile(r"[^a-z0-9]+")
_WORD = re.compile(r"[a-z0-9]+")
_SPACES = re.compile(r"\s+")


def fold(text: str) -> str:
    """Lower case, no accents, ligatures opened, single spaces: "Œuvre  d’Été" → "oeuvre d'ete"."""
    return _fold_again(text) if len(text) < SHORT else _fold(text)


def _fold(text: str) -> str:
    if text.isascii():
        return " ".join(text.lower().split())
    text = text.translate(_LIGATURES).replace("’", "'").replace("\u00a0", " ").replace("\u202f", " ")
    plain = text.translate(_ACCENTS)
    if not plain.isascii():
        decomposed = unicodedata.normalize("NFKD", plain)
        plain = "".join(char for char in decomposed if not unicodedata.combining(char))
    return _SPACES.sub(" ", plain.casefold()).strip()


_fold_again = lru_cache(maxsize=20_000)(_fold)


def sort_key(*parts: str) -> str:
    """What to order names by in French: folded, hyphens and apostrophes read as spaces.

    Parts are separated by U+0001 so that "Le|Blanc" sorts before "Leblanc".
    """
    return "\x01".join(_NOT_WORD.sub(" ", fold(part)).strip() for part in parts)


def words(text: str) -> list[str]:
    """The folded words of a text."""
    return _WORD.findall(fold(text))
