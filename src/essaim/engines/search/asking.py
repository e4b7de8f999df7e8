"""What a reader typed, as clauses to match."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from essaim.kit.text import fold

from .backends import Match, Word
from .texts import LONGEST, STEM, STOP_WORDS, TITLE, stem, words

MAX_WORDS = 12
# Digits typed in groups: a telephone, a SIRET. A lone year or postcode is not one.
_NUMBER = re.compile(r"(?<![\w])\+?\d(?:[ .\-/]?\d){4,}(?![\w])")

Alternative = tuple[Word, ...]
Clause = tuple[Alternative, ...]


@dataclass(frozen=True)
class Asked:
    """`words`: the folded words looked for, which ranks titles; `clauses`: one a word or number."""

    text: str
    words: tuple[str, ...]
    clauses: tuple[Clause, ...]

    @property
    def match(self) -> Match:
        return Match(self.clauses)

    @property
    def titled(self) -> Match:
        """Every word in the title, as it is."""
        return self._in_title(prefix=False)

    @property
    def begun(self) -> Match:
        """Every word at the beginning of one of the title's."""
        return self._in_title(prefix=True)

    def _in_title(self, prefix: bool) -> Match:
        return Match(tuple(((Word(TITLE + word, prefix),),) for word in self.words))

    @property
    def is_empty(self) -> bool:
        return not self.clauses

    @property
    def can_be_misspelt(self) -> bool:
        return any(_is_name(word) for word in self.words)


def ask(text: str) -> Asked:
    """An empty question comes out of a text without a word."""
    folded = fold(text.replace("\x00", " "))[:200]
    clauses: list[Clause] = []
    found: list[str] = []
    rest = folded
    for run in _NUMBER.findall(folded):
        groups = words(run)
        if len(groups) > 1 or run.startswith("00"):
            rest = rest.replace(run, " ", 1)
            clauses.append(_number(groups))
            found.append("".join(groups))
    typed = words(rest)
    kept = [word for word in typed if word not in STOP_WORDS and len(word) > 1] or ([] if found else typed)
    for word in dict.fromkeys(word[:LONGEST] for word in kept[:MAX_WORDS]):
        clauses.append(_word(word))
        found.append(word)
    return Asked(folded, tuple(found), tuple(clauses))


def _word(word: str) -> Clause:
    """The word as the beginning of another; its stem in long texts; its singular in short ones."""
    alternatives: list[Alternative] = [(Word(word, prefix=True),)]
    root = stem(word)
    if len(word) >= 4 and word.isalpha():
        alternatives.append((Word(STEM + root),))
    if len(word) >= 4 and word[-1] in "sx":
        alternatives.append((Word(word[:-1]),))
    return tuple(alternatives)


def _number(groups: list[str]) -> Clause:
    """Groups of digits as one number, without the 00 of a foreign call, or each as it stands."""
    joined = "".join(groups)
    forms = {joined, joined.removeprefix("00")}
    if joined.startswith("330"):
        forms.add(joined[2:])  # +33 (0)6…
    alternatives = [(Word(form[:LONGEST], prefix=True),) for form in sorted(forms)]
    return (*alternatives, tuple(Word(group[:LONGEST], prefix=True) for group in groups))


def forgiving(asked: Asked, likely: dict[str, list[tuple[str, float]]]) -> Asked:
    """The same question with each word's likely spellings as alternatives."""
    clauses = []
    for word, clause in zip(asked.words, asked.clauses, strict=True):
        others: list[Alternative] = [(Word(term),) for term, _likeness in likely.get(word, ())]
        clauses.append((*clause, *others))
    return Asked(asked.text, asked.words, tuple(clauses))


def misspelt_words(asked: Asked) -> list[str]:
    return [word for word in asked.words if _is_name(word)]


def _is_name(word: str) -> bool:
    return 3 <= len(word) <= LONGEST and word.isascii() and word.isalpha()


__all__: list[Any] = ["Asked", "ask", "forgiving", "misspelt_words"]
