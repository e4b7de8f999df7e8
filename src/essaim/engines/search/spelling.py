"""Words near a misspelt one, among the words of names. The same on both databases: it is done here.

The words are kept in memory by each process, for a few databases, and completed when new ones come.
They serve to widen a search that is itself under the reader's rights: they are never shown.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.db import connection
from django.db.models import Count, Max

from .models import Entry, Term
from .texts import sound

KEPT_DATABASES = 4
NEAREST = 8
# Sequences commit out of order on PostgreSQL: so many last words are read again.
OVERLAP = 2000


@dataclass
class Words:
    last: int = 0
    count: int = 0
    all: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    by_sound: dict[str, list[str]] = field(default_factory=dict)

    def add(self, word: str, heard: str) -> None:
        if word not in self.known:
            self.known.add(word)
            self.all.append(word)
            self.by_sound.setdefault(heard, []).append(word)


_known: OrderedDict[str, Words] = OrderedDict()


def near(words: list[str]) -> dict[str, list[tuple[str, float]]]:
    """For each word, the likeliest known words with their likeness in ]0, 1], best first."""
    known = _current()
    return {word: nearest(word, known) for word in words}


def nearest(word: str, known: Words) -> list[tuple[str, float]]:
    heard = {other: 0.9 for other in known.by_sound.get(sound(word), ()) if abs(len(other) - len(word)) <= 3}
    found = dict(heard)
    for other, likeness in _close(word, known):
        found[other] = max(likeness, found.get(other, 0.0))
    found.pop(word, None)
    ranked = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))
    return ranked[:NEAREST]


def _close(word: str, known: Words) -> list[tuple[str, float]]:
    """One slip in a short word, two in a longer one; a slip on the first letter costs more."""
    slips = 1 if len(word) < 5 else 2
    try:
        from rapidfuzz import process
        from rapidfuzz.distance import OSA
    except ImportError:
        return _close_in_python(word, known, slips)
    rows: Any = process.extract(word, known.all, scorer=OSA.distance, score_cutoff=slips, limit=60)
    return [(other, _likeness(word, other, distance)) for other, distance, _key in rows]


def _close_in_python(word: str, known: Words, slips: int) -> list[tuple[str, float]]:
    """Where rapidfuzz cannot be had (in the browser)."""
    matcher = SequenceMatcher(b=word, autojunk=False)
    found = []
    for other in known.all:
        if abs(len(other) - len(word)) > slips:
            continue
        matcher.set_seq1(other)
        if matcher.real_quick_ratio() > 0.7 and (ratio := matcher.ratio()) > 0.7:
            found.append((other, ratio * 0.95))
    return sorted(found, key=lambda pair: -pair[1])[:60]


def _likeness(word: str, other: str, distance: float) -> float:
    first = 0.0 if other[:1] == word[:1] else 0.1
    return max(0.05, 1.0 - distance / max(len(word), len(other)) - first)


def _current() -> Words:
    place = str(connection.settings_dict["NAME"])
    state = Term.objects.aggregate(last=Max("pk"), count=Count("*"))
    known = _known.get(place)
    if known is None or known.count > state["count"]:
        known = Words()
    if known.count != state["count"] or known.last != state["last"]:
        known = _read(known, state["count"])
    known.last, known.count = state["last"] or 0, state["count"]
    _known[place] = known
    _known.move_to_end(place)
    while len(_known) > KEPT_DATABASES:
        _known.popitem(last=False)
    return known


def _read(known: Words, count: int) -> Words:
    for start in (max(known.last - OVERLAP, 0), 0):
        if start == 0:
            known = Words()
        for word, heard in Term.objects.filter(pk__gt=start).values_list("word", "sound"):
            known.add(word, heard)
        if len(known.all) == count:
            break
    return known


def forget() -> None:
    _known.clear()


def forget_words(words: Iterable[str]) -> int:
    """Words of somebody's name go, unless they stand in another entry's title. How many went."""
    gone = [word for word in set(words) if not Entry.objects.filter(title_key__contains=word).exists()]
    return Term.objects.filter(word__in=gone).delete()[0]
