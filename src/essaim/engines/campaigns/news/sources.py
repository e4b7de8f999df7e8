"""Where newsletters take their news: each source gives items, and says which of them a reader may see."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from essaim.engines.records.api import Record, RecordType, address_of, base_queryset, record_types, title_of
from essaim.engines.rights.api import can
from essaim.kit.registry import Registry

MOST = 40


@dataclass(frozen=True)
class NewsItem:
    """`key`: how the source finds it again; `url`: a path of this site or a whole address."""

    key: str
    title: str
    excerpt: str = ""
    url: str = ""
    at: datetime | None = None


@dataclass(frozen=True)
class NewsSource:
    """Something newsletters may draw from.

    - `collect(user, since, until)`: what `user`, who prepares the letter, may see of that time, newest first.
    - `visible(user, keys)`: those of these items `user` may open. Asked for each reader before sending and
      for each reading of the archive; `user` is None for a reader without an account, who sees nothing that
      is not open to all.
    """

    name: str
    label: Any
    icon: str
    collect: Callable[[Any, datetime, datetime], list[NewsItem]]
    visible: Callable[[Any, set[str]], set[str]]
    order: int = 100


news_sources: Registry[NewsSource] = Registry("news sources", NewsSource, lambda item: item.name)


def record_source(
    type_name: str, *, label: Any = "", moment: str = "created_at", excerpt: str = "", order: int = 100
) -> NewsSource:
    """A source over the records of a type: those whose `moment` column falls in the time asked.

    `excerpt`: an attribute told under the title. A reader sees what their rights show, nothing without account.
    """

    def rows(user: Any) -> Any:
        return base_queryset(user, record_types.get(type_name))

    def collect(user: Any, since: datetime, until: datetime) -> list[NewsItem]:
        record_type = record_types.get(type_name)
        found = rows(user).filter(**{f"{moment}__gte": since, f"{moment}__lt": until})
        return [
            _item(record_type, row, moment, excerpt) for row in found.order_by(f"-{moment}", "-pk")[:MOST]
        ]

    def visible(user: Any, keys: set[str]) -> set[str]:
        if user is None or not can(user, "view", record_types.get(type_name).resource):
            return set()
        found = rows(user).filter(pk__in=_numbers(keys))
        return {str(key) for key in found.values_list("pk", flat=True)}

    return NewsSource(
        type_name,
        label or record_types.get(type_name).label_plural,
        record_types.get(type_name).icon,
        collect,
        visible,
        order,
    )


def _item(record_type: RecordType, row: Record, moment: str, excerpt: str) -> NewsItem:
    said = str(getattr(row, excerpt, "") or "") if excerpt else ""
    return NewsItem(
        str(row.pk), title_of(record_type, row), said, address_of(record_type, row.pk), getattr(row, moment)
    )


def _numbers(keys: Iterable[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]
