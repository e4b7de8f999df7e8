"""Language, handled here and not by a database: folded words, French stems, stop words, numbers."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import Any

from essaim.kit.text import fold, words

STOP_WORDS = frozenset(
    """a ai aient ait alors as au aucun aura aussi autre aux avait avant avec avez avoir avons ayant c car ce ceci
    cela ces cet cette ceux chaque chez ci comme comment d dans de des dont du elle elles en encore entre est et etaient
    etait etant ete etre eu eux fait fois font il ils j je l la le les leur leurs lui m ma mais me meme mes moi mon n
    ne ni nos notre nous on ont ou par parce pas peu peut plus pour pourquoi qu quand que quel quelle quelles quels qui
    quoi s sa sans se sera ses si son sont sous sur t ta te tes toi ton tous tout toute toutes tres tu un une vers vos
    votre vous y""".split()
)
TITLE, STEM = "=", "_"
LONGEST = 40
_WORD = re.compile(r"[a-z0-9]+")
_PLAIN = re.compile(r"[a-z]+")


@lru_cache(maxsize=1)
def _stemmer() -> Any:
    import snowballstemmer

    return snowballstemmer.stemmer("french")


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """The French stem of a folded word."""
    return word if len(word) < 4 or not word.isalpha() else _stemmer().stemWord(word)


def title_tokens(text: str) -> set[str]:
    """A title's words, none left out: a name may be a stop word."""
    found = {word[:LONGEST] for word in words(text)}
    return found | {TITLE + word for word in found}


def plain_tokens(text: str) -> set[str]:
    return {word[:LONGEST] for word in words(text) if len(word) > 1 and word not in STOP_WORDS}


def folded_tokens(text: str) -> set[str]:
    """The words of a text that is folded already."""
    return {word[:LONGEST] for word in _WORD.findall(text) if len(word) > 1 and word not in STOP_WORDS}


def prose_tokens(text: str) -> set[str]:
    """Words and stems of a long text."""
    found = plain_tokens(text)
    return found | {STEM + stem(word) for word in found}


@lru_cache(maxsize=10_000)
def phone_tokens(text: str) -> frozenset[str]:
    """A telephone number as people type it: with its prefix, as dialled at home, without the zero."""
    digits = re.sub(r"\D", "", text)
    if text.startswith("+33"):
        return frozenset({digits, digits[2:], f"0{digits[2:]}"} - {"", "0"})
    if not text.startswith("+"):
        return frozenset({digits, digits.lstrip("0")} - {""})
    national = digits
    import phonenumbers

    with suppress(phonenumbers.NumberParseException):
        national = str(phonenumbers.parse(text).national_number)
    return frozenset({digits, national, f"0{national}"} - {"", "0"})


def known_words(text: str) -> set[str]:
    """The words of a short text worth remembering for spelling."""
    return {word for word in words(text) if 3 <= len(word) <= LONGEST and _PLAIN.fullmatch(word)}


_SOUNDS = (
    (re.compile(r"ph"), "f"),
    (re.compile(r"[ck]h|qu|q|c(?=[aou])|c$|ck"), "k"),
    (re.compile(r"c(?=[eiy])|ss|ç|sc(?=[eiy])"), "s"),
    (re.compile(r"g(?=[eiy])"), "j"),
    (re.compile(r"eau|au"), "o"),
    (re.compile(r"ou|w"), "u"),
    (re.compile(r"ai|ei|y"), "i"),
    (re.compile(r"[ae]n|[ae]m(?=[bp])"), "an"),
    (re.compile(r"h"), ""),
    (re.compile(r"z"), "s"),
    (re.compile(r"(.)\1+"), r"\1"),
    (re.compile(r"(?<=..)[esxtdz]+$"), ""),
)


@lru_cache(maxsize=20_000)
def sound(word: str) -> str:
    """Roughly how a French speaker hears a folded word; equal for words taken for one another."""
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word


__all__ = ["STOP_WORDS", "fold", "known_words", "phone_tokens", "plain_tokens", "prose_tokens", "sound", "stem",
           "title_tokens", "words"]  # fmt: skip
