"""Results in the shape pages, the palette and the API show."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.safestring import SafeString

from essaim.engines.records.api import RecordType, address_of, fields_for, read_rows, text_of

from . import spelling
from .asking import misspelt_words
from .excerpts import excerpt, marked, matcher
from .models import Entry
from .ranking import PREFIXES, Found, tier_of
from .searching import Group, Results


@dataclass
class Hit:
    """`title`, `detail` and `excerpt` are HTML with matches marked, `plain` and `subtitle` the first two as text;
    `label` names the field the excerpt comes from."""

    id: int
    url: str
    plain: str
    title: SafeString
    subtitle: str = ""
    detail: SafeString | None = None
    excerpt: SafeString | None = None
    label: str = ""


@dataclass
class Section:
    type: RecordType
    count: int
    more: bool
    near: bool
    hits: list[Hit] = field(default_factory=list)


def sections(user: Any, results: Results) -> list[Section]:
    """Two or three queries a record type found, whatever the number of hits."""
    likely = _likely(results)
    matches = matcher(results.asked.words, likely)
    shown = [found for group in results.groups for found in group.found]
    bodies = _bodies(results, shown)
    return [_section(user, group, matches, bodies) for group in results.groups]


def _likely(results: Results) -> set[str]:
    if not any(group.near for group in results.groups):
        return set()
    near = spelling.near(misspelt_words(results.asked))
    return {term for terms in near.values() for term, _likeness in terms}


def _bodies(results: Results, shown: list[Found]) -> dict[int, list[list[str]]]:
    """The texts of those hits whose title does not tell by itself why they were found."""
    keys = [found.key for found in shown if tier_of(results.asked, found.title_key) > PREFIXES]
    return dict(Entry.objects.filter(pk__in=keys).values_list("pk", "body")) if keys else {}


def _section(user: Any, group: Group, matches: Any, bodies: dict[int, list[list[str]]]) -> Section:
    fields = fields_for(user, group.type)
    subtitles = _subtitles(user, group, fields)
    section = Section(group.type, group.count, group.more, group.near)
    for found in group.found:
        hit = Hit(
            found.object_id,
            address_of(group.type, found.object_id),
            found.title,
            marked(found.title, matches),
            subtitles.get(found.object_id, ""),
        )
        hit.detail = marked(hit.subtitle, matches)
        for name, text in bodies.get(found.key, ()):
            if name in fields and (part := excerpt(text, matches)) is not None:
                hit.excerpt, hit.label = part, str(fields[name].label)
                break
        section.hits.append(hit)
    return section


def _subtitles(user: Any, group: Group, fields: dict[str, Any]) -> dict[int, str]:
    """What tells homonyms apart: the type's own subtitle."""
    chosen = [
        fields[name] for name in group.type.subtitle_fields if name in fields and not fields[name].sensitive
    ]
    if not chosen:
        return {}
    records = group.type.model_class._base_manager.filter(pk__in=[found.object_id for found in group.found])
    return {
        row.pk: " · ".join(
            filter(None, (text_of(item, value) for item, value in zip(chosen, row.values, strict=True)))
        )
        for row in read_rows(user, group.type, chosen, records)
    }
