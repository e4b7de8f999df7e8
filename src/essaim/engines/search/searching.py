"""Search for one reader: what matches in the index and what they may see, asked of the database together.

What an index holds of records the reader may not see never leaves this file: neither in results, nor
in counts, nor in what decides to forgive spelling.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from essaim.engines.records.api import RecordType, base_queryset, record_types
from essaim.engines.rights.api import can

from . import spelling
from .asking import Asked, ask, forgiving, misspelt_words
from .backends import Match, newest, some, within
from .models import Entry, Source
from .models.source import SHIFT
from .ranking import PREFIXES, Found, Likely, likeness, rank, tier_of

# Up to so many entries, everything that matches is read and counted exactly; beyond, by record type.
WHOLE = 500
COUNTED = 100
# A reader of at most so many records of a type is answered from them.
NARROW = 20_000
MANY = 8_000
RECORD = (1 << SHIFT) - 1


Sources = list[tuple[RecordType, list[Source]]]


@dataclass
class Group:
    """What was found of one record type, best first. `more`: there are more than `count`."""

    type: RecordType
    found: list[Found]
    count: int
    more: bool = False
    near: bool = False
    best: tuple[float, ...] = ()


@dataclass
class Results:
    """`near`: nothing answers as typed, these are likely spellings."""

    asked: Asked
    groups: list[Group] = field(default_factory=list)
    near: bool = False

    @property
    def count(self) -> int:
        return sum(group.count for group in self.groups)


def search(user: Any, text: str, *, limit: int = 5, types: Collection[str] = ()) -> Results:
    """At most `limit` records of each type that answer `text`, among those `user` may see."""
    asked = ask(text)
    results = Results(asked)
    if asked.is_empty:
        return results
    sources = visible_sources(user, types)
    results.groups = _groups(user, asked, asked.match, sources, limit)
    if asked.can_be_misspelt and not any(_answers(asked, group) for group in results.groups):
        _forgive(user, results, sources, limit)
    results.groups.sort(key=lambda group: (group.near, group.best[0], group.type.menu_order, group.type.name))
    return results


def visible_sources(user: Any, types: Collection[str] = ()) -> Sources:
    """The parts of the index this reader may be answered from."""
    sources: dict[str, list[Source]] = {}
    for source in Source.objects.order_by("pk"):
        if source.type not in record_types or (types and source.type not in types):
            continue
        record_type = record_types.get(source.type)
        if not record_type.searchable or not can(user, "view", record_type.resource):
            continue
        if not source.resource or can(user, "view", source.resource):
            sources.setdefault(source.type, []).append(source)
    return [(record_types.get(name), parts) for name, parts in sources.items()]


def _answers(asked: Asked, group: Group) -> bool:
    return any(tier_of(asked, found.title_key) <= PREFIXES for found in group.found)


def _forgive(user: Any, results: Results, sources: Sources, limit: int) -> None:
    likely = spelling.near(misspelt_words(results.asked))
    if not any(likely.values()):
        return
    wide = forgiving(results.asked, likely)
    known = {group.type.name for group in results.groups}
    for group in _groups(user, results.asked, wide.match, sources, limit, likely):
        if group.type.name not in known:
            group.near = True
            results.groups.append(group)
    results.near = not known


def _groups(
    user: Any,
    asked: Asked,
    match: Match,
    sources: Sources,
    limit: int,
    likely: Likely | None = None,
) -> list[Group]:
    keys = some(match.within(source for _type, parts in sources for source in parts), WHOLE)
    everything = len(keys) < WHOLE
    groups = []
    for record_type, parts in sources:
        reader = Reader(user, record_type)
        if everything:
            found = reader.among(keys_within(keys, parts))
            more = False
        else:
            found, more = _best(reader, asked, match, parts)
        if found:
            groups.append(_group(record_type, asked, found, limit, more, likely))
    return groups


def keys_within(keys: list[int], sources: list[Source]) -> list[int]:
    return [key for key in keys if any(source.low <= key <= source.high for source in sources)]


class Reader:
    """One reader of one record type."""

    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.records = base_queryset(user, record_type).order_by()

    @cached_property
    def few(self) -> list[int] | None:
        """The keys of all the records the reader may see, if they are not many."""
        keys = list(self.records.values_list("pk", flat=True)[: NARROW + 1])
        return keys if len(keys) <= NARROW else None

    def among(self, keys: list[int]) -> list[Found]:
        """Those of the entries whose record the reader may see."""
        if not keys:
            return []
        objects = {key & RECORD for key in keys}
        seen = set(self.records.filter(pk__in=objects).values_list("pk", flat=True))
        return (
            _read(Entry.objects.filter(pk__in=[key for key in keys if key & RECORD in seen])) if seen else []
        )

    def matching(self, match: Match, source: Source) -> list[Found]:
        """Rights and match asked together, for a reader who sees many records among many that match."""
        reached = Exists(self.records.filter(pk=OuterRef("object_id")))
        both = Entry.objects.filter(reached, pk__range=(source.low, source.high), tokens__match=match)
        return _read(both.order_by("-pk")[: COUNTED + 1])


def _read(queryset: QuerySet) -> list[Found]:
    """One line a record, though several of its entries match."""
    rows = queryset.values_list("pk", "object_id", "title", "title_key", "changed_at")
    lines: dict[int, Found] = {}
    for key, object_id, title, title_key, changed_at in rows:
        lines.setdefault(object_id, Found(key, object_id, title, title_key, changed_at.timestamp()))
    return list(lines.values())


def _best(reader: Reader, asked: Asked, match: Match, sources: list[Source]) -> tuple[list[Found], bool]:
    """For words that are everywhere: those whose title holds them as they are, by their beginnings, the rest."""
    lines: dict[int, Found] = {}
    crowded = []
    for source in sources:
        keys = newest(match.within([source]), WHOLE, source.low, source.high)
        if len(keys) < WHOLE:
            lines |= {found.object_id: found for found in reader.among(keys)}
        else:
            crowded.append(source)
    for wanted in (asked.titled, asked.begun, match):
        if len(lines) > COUNTED:
            break
        for source in crowded:
            for found in _some(reader, wanted, source):
                lines.setdefault(found.object_id, found)
    return list(lines.values()), len(lines) > COUNTED


def _some(reader: Reader, match: Match, source: Source) -> list[Found]:
    """At least `COUNTED` + 1 of the entries that match and the reader may see, or all of them.

    Readers who see much are answered by the newest few; those who see little, from what they see.
    """
    match = match.within([source])
    keys = newest(match, WHOLE, source.low, source.high)
    found = reader.among(keys)
    if len(keys) < WHOLE or len(found) > COUNTED or reader.few == []:
        return found
    if reader.few is not None:
        mine = sorted((source.key(pk) for pk in reader.few), reverse=True)
        return reader.among(within(match, mine, COUNTED + 1))
    keys = newest(match, MANY, source.low, source.high)
    found = reader.among(keys)
    return found if len(keys) < MANY or len(found) > COUNTED else reader.matching(match, source)


def _group(
    record_type: RecordType, asked: Asked, found: list[Found], limit: int, more: bool, likely: Likely | None
) -> Group:
    if likely:
        ranked = sorted(found, key=lambda item: (-likeness(asked, item, likely), *rank(asked, item)))
        best: tuple[float, ...] = (-likeness(asked, ranked[0], likely),)
    else:
        ranked = sorted(found, key=lambda item: rank(asked, item))
        best = rank(asked, ranked[0])
    count = COUNTED if more else len(found)
    return Group(record_type, ranked[:limit], count, more, best=best)
