"""What engines above add to what can be found of a record: other tables' texts, contents of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from essaim.kit.registry import Registry


class Text(NamedTuple):
    """A text to be found. `kind`: "name" (short, spelling forgiven), "prose" (stems), "phone", "code".

    `field` heads its excerpt ("" for no excerpt). `resource`: a further right to view, if it needs one.
    """

    value: str
    kind: str = "name"
    field: str = ""
    resource: str = ""


@dataclass(frozen=True)
class TextSource:
    """Texts of a record type that lie elsewhere than in its fields (contact points, file contents).

    - `texts(ids)` gives {record id: texts} for those records, in a bounded number of queries.
    - `follows`: {"app.model": records_of}: when such an object is written, `records_of(ids)` gives the
      keys of the records to index anew. When an object is deleted it is called before the deletion is
      told, with keys that may be gone: `records_of` must then rest on what remains, or the record's own
      action must write the record too.
    - `batch`: how many records are read at once; fewer for long texts.
    """

    name: str
    type: str
    texts: Callable[[list[int]], dict[int, Iterable[Text]]]
    follows: dict[str, Callable[[list[Any]], Iterable[int]]] = field(default_factory=dict)
    batch: int = 1000


text_sources: Registry[TextSource] = Registry("search texts", TextSource, lambda item: item.name)
