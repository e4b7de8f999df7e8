"""Lines of one file that speak of the same record are gathered: lists add up, the first word stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.api import Field, text_of

from .reader import Draft

EMPTY: tuple[object, ...] = (None, "", [])
KeyOf = Callable[[Draft], Hashable | None]


def repeated(keys: Iterable[Hashable | None]) -> tuple[dict[Hashable, int], int]:
    """How many lines carry each key that comes more than once; and how many lines there are."""
    total = 0
    seen: set[Hashable] = set()
    counts: Counter[Hashable] = Counter()
    for key in keys:
        total += 1
        if key is None:
            continue
        if key in seen:
            counts[key] += 1
        else:
            seen.add(key)
    return {key: count + 1 for key, count in counts.items()}, total


def gathered(
    drafts: Iterable[Draft],
    key_of: KeyOf,
    counts: dict[Hashable, int],
    fields: dict[str, Field],
    same: Callable[[Draft, Draft], bool],
) -> Iterator[Draft]:
    """Each draft, those of one key (and `same`) merged into their first, given when the last has come."""
    held: dict[Hashable, list[Draft]] = {}
    waiting = dict(counts)
    for draft in drafts:
        key = key_of(draft)
        if key is None or key not in waiting:
            yield draft
            continue
        waiting[key] -= 1
        firsts = held.setdefault(key, [])
        first = next((item for item in firsts if same(item, draft)), None)
        if first is None:
            firsts.append(draft)
        else:
            _merge(first, draft, fields)
        if waiting[key] <= 0:
            yield from held.pop(key)
    for firsts in held.values():
        yield from firsts


def _merge(first: Draft, other: Draft, fields: dict[str, Field]) -> None:
    first.gathered.append(other)
    if other.failed:
        return
    if first.failed:
        first.failed = False
        for message in first.messages:
            message["level"] = "left" if message["level"] == "error" else message["level"]
    for name, value in other.values.items():
        if value not in EMPTY:
            _merge_value(first, other, fields[name], value)
    for name, parts in other.related.items():
        for part, value in parts.items():
            first.related.setdefault(name, {}).setdefault(part, value)


def _merge_value(first: Draft, other: Draft, field: Field, value: Any) -> None:
    known = first.values.get(field.name)
    if known in EMPTY:
        first.values[field.name] = value
    elif isinstance(known, list) and isinstance(value, list):
        first.values[field.name] = list(dict.fromkeys([*known, *value]))
    elif known != value:
        _differs(first, other, field, known, value)


def _differs(first: Draft, other: Draft, field: Field, kept: Any, left: Any) -> None:
    other.say(
        "note",
        _("%(label)s : « %(left)s » ici, « %(kept)s » à la ligne %(line)s, qui est gardé.")
        % {
            "label": field.label,
            "left": text_of(field, left)[:60],
            "kept": text_of(field, kept)[:60],
            "line": first.line,
        },
    )
