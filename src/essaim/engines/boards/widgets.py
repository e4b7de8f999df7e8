"""What a board is made of, as it is stored, declared in code and sent by the editor."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import Query, QueryError

KINDS: dict[str, Any] = {
    "figure": _("Chiffre"),
    "bar": _("Barres"),
    "stacked": _("Barres empilées"),
    "line": _("Courbe"),
    "area": _("Aire"),
    "pie": _("Camembert"),
    "gauge": _("Jauge"),
    "funnel": _("Entonnoir"),
    "map": _("Carte"),
    "calendar": _("Calendrier"),
    "table": _("Tableau"),
    "text": _("Texte"),
}
# How many groups each kind takes: least and most.
GROUPS = {
    "figure": (0, 0), "gauge": (0, 0), "bar": (1, 2), "stacked": (2, 2), "line": (1, 2), "area": (1, 2),
    "pie": (1, 1), "funnel": (1, 1), "map": (1, 1), "calendar": (1, 1), "table": (1, 2), "text": (0, 0),
}  # fmt: skip
DATED = ("line", "area", "calendar")
WIDTHS = (3, 4, 6, 8, 12)
HEIGHTS = (1, 2, 3)
USUAL = {"figure": (3, 1), "gauge": (3, 2), "text": (6, 1), "calendar": (12, 2), "table": (6, 2)}
MOST = 12
MOST_WIDGETS = 40
OPTIONS = {"compare", "better", "dated", "most", "period", "target", "text"}


@dataclass(frozen=True)
class Widget:
    """One frame of a board.

    - `query`: `Query.to_json()` with group and measures; empty for a text.
    - `options`: `compare` ("previous" or "year") and `better` ("up", "down") of figures; `dated`: the
      date field the board's period looks at ("-" for none, "" for the type's usual one); `most`: how
      many groups are shown; `period`: its own, while the board has none; `target` of gauges; `text` (Markdown).
    - `width` in twelfths of the page, `height` in rows.
    """

    kind: str
    title: Any = ""
    query: dict[str, Any] = field(default_factory=dict)
    options: dict[str, Any] = field(default_factory=dict)
    width: int = 0
    height: int = 0
    id: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise QueryError(str(_("Ce type de graphique n’existe pas.")))
        width, height = USUAL.get(self.kind, (6, 2))
        object.__setattr__(self, "width", self.width if self.width in WIDTHS else width)
        object.__setattr__(self, "height", self.height if self.height in HEIGHTS else height)

    @classmethod
    def from_json(cls, data: Any) -> Widget:
        """Checks the shape; raises QueryError."""
        if not isinstance(data, dict) or not isinstance(data.get("kind"), str):
            raise QueryError(str(_("Ce graphique est illisible.")))
        query, options = data.get("query") or {}, data.get("options") or {}
        if data["kind"] != "text":
            query = Query.from_json(query).to_json()
        known = {name: value for name, value in options.items() if name in OPTIONS}
        return cls(
            kind=data["kind"],
            title=str(data.get("title", ""))[:120],
            query=query,
            options=known,
            width=_whole(data.get("width")),
            height=_whole(data.get("height")),
            id=str(data.get("id", ""))[:16],
        )

    def to_json(self) -> dict[str, Any]:
        return {
            "id": self.id, "kind": self.kind, "title": str(self.title), "query": self.query,
            "options": self.options, "width": self.width, "height": self.height,
        }  # fmt: skip

    @property
    def type_name(self) -> str:
        return str(self.query.get("type", ""))

    def named(self) -> Widget:
        """With a key of its own."""
        return self if self.id else replace(self, id=secrets.token_hex(4))


@dataclass(frozen=True)
class Shared:
    """What the whole board is filtered by.

    `period`: as in the filters of records ({"last": 12, "unit": "month"}…), or None; `values`: for a
    field's name the keys kept, on every type that has this field. `fields`: the filters offered.
    """

    period: dict[str, Any] | None = None
    values: dict[str, list[Any]] = field(default_factory=dict)
    fields: tuple[str, ...] = ()

    @classmethod
    def from_json(cls, data: Any) -> Shared:
        data = data if isinstance(data, dict) else {}
        values = data.get("values") or {}
        return cls(data.get("period") or None, dict(values), tuple(data.get("fields") or ()))

    def to_json(self) -> dict[str, Any]:
        parts = {"period": self.period, "values": self.values, "fields": list(self.fields)}
        return {name: value for name, value in parts.items() if value}


def _whole(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
