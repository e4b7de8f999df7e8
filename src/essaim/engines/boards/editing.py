"""The editor of a widget: what its form holds, and the widget it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.records.api import (
    Field,
    FilterEditor,
    Query,
    QueryError,
    RecordType,
    fields_for,
    groupable_fields,
    record_types,
)
from essaim.engines.rights.api import can

from .asking import date_fields
from .widgets import DATED, GROUPS, HEIGHTS, KINDS, WIDTHS, Widget

MEASURES: dict[str, Any] = {
    "count": gettext_lazy("le nombre de fiches"),
    "distinct": gettext_lazy("le nombre de valeurs différentes"),
    "sum": gettext_lazy("le total"),
    "mean": gettext_lazy("la moyenne"),
    "median": gettext_lazy("la médiane"),
    "min": gettext_lazy("le minimum"),
    "max": gettext_lazy("le maximum"),
    "ratio": gettext_lazy("la part (en %) de celles qui remplissent une condition"),
    "over": gettext_lazy("le rapport (en %) entre deux nombres"),
    "interval": gettext_lazy("le délai moyen entre deux dates"),
}
UNITS = {
    "day": gettext_lazy("par jour"), "week": gettext_lazy("par semaine"), "month": gettext_lazy("par mois"),
    "quarter": gettext_lazy("par trimestre"), "year": gettext_lazy("par an"),
}  # fmt: skip
COMPARES = {
    "": gettext_lazy("ne pas comparer"),
    "previous": gettext_lazy("à la période précédente"),
    "year": gettext_lazy("à la même période un an plus tôt"),
}
BETTERS = {
    "up": gettext_lazy("une hausse est une bonne nouvelle"),
    "down": gettext_lazy("une baisse est une bonne nouvelle"),
    "none": gettext_lazy("ni l’une ni l’autre"),
}
WIDTH_WORDS = {
    3: gettext_lazy("un quart"), 4: gettext_lazy("un tiers"), 6: gettext_lazy("la moitié"),
    8: gettext_lazy("deux tiers"), 12: gettext_lazy("toute la largeur"),
}  # fmt: skip
HEIGHT_WORDS = {1: gettext_lazy("basse"), 2: gettext_lazy("moyenne"), 3: gettext_lazy("haute")}


NAMES = ("kind", "title", "type", "measure", "field", "number", "over", "since", "until", "group1", "unit1", "group2",
         "unit2", "compare", "better", "dated", "most", "target", "text", "width", "height", "board")  # fmt: skip


@dataclass
class Editing:
    """One widget being written by one reader. `tree`: the filter's form; `values`: the other controls."""

    user: Any
    values: dict[str, str]
    tree: Any = None
    errors: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.values = {**dict.fromkeys(NAMES, ""), **self.values}

    def settle(self) -> Editing:
        """Chooses what is not chosen yet or no longer fits, so that there is a picture at once."""
        record_type = self.type
        if record_type is None or self.kind == "text":
            return self
        if self.tree is None:
            self.tree = FilterEditor(self.user, record_type).opened(None)
        grouped = groupable_fields(self.user, record_type)
        dated = [item.name for item in grouped if item.is_date]
        named = {item.name for item in grouped}
        plain = sorted((item for item in grouped if not item.is_date), key=_handiness)
        usual = [item.name for item in plain]
        if self.kind == "map":
            usual = [*(name for name in ("department", "territory") if name in named), *usual]
        first = dated if self.kind in DATED else usual
        least, most = self.groups
        if most and (
            self.values["group1"] not in named or (self.kind in DATED and self.values["group1"] not in dated)
        ):
            self.values["group1"] = next(iter(first), "")
        wanted = next((name for name in usual if name != self.values["group1"]), "")
        if self.values["group2"] not in named or most < 2:
            self.values["group2"] = wanted if least == 2 else ""
        return self

    @property
    def types(self) -> list[RecordType]:
        return [item for item in record_types if item.in_menu and can(self.user, "view", item.resource)]

    @property
    def type(self) -> RecordType | None:
        found = {item.name: item for item in self.types}
        return found.get(self.values.get("type", "")) or next(iter(found.values()), None)

    @property
    def kind(self) -> str:
        kind = self.values.get("kind", "bar")
        return kind if kind in KINDS else "bar"

    @property
    def measure(self) -> str:
        name = self.values.get("measure", "count")
        return name if name in MEASURES else "count"

    def choices(self) -> dict[str, Any]:
        """What each control offers."""
        record_type = self.type
        assert record_type is not None
        fields = fields_for(self.user, record_type)
        grouped = groupable_fields(self.user, record_type)
        dated = [item for item in grouped if item.is_date]
        first = dated if self.kind in DATED else grouped
        return {
            "kinds": [(code, str(label)) for code, label in KINDS.items()],
            "types": [(item.name, str(item.label_plural)) for item in self.types],
            "measures": [(code, str(label)) for code, label in MEASURES.items()],
            "fields": self._measured(fields),
            "numbers": _pairs([item for item in fields.values() if item.is_number and not item.sensitive]),
            "dates": _pairs(date_fields(self.user, record_type)),
            "first": _pairs(first),
            "second": _pairs(grouped),
            "units": [(code, str(label)) for code, label in UNITS.items()],
            "compares": [(code, str(label)) for code, label in COMPARES.items()],
            "betters": [(code, str(label)) for code, label in BETTERS.items()],
            "widths": [(str(code), str(WIDTH_WORDS[code])) for code in WIDTHS],
            "heights": [(str(code), str(HEIGHT_WORDS[code])) for code in HEIGHTS],
        }

    def _measured(self, fields: dict[str, Field]) -> list[tuple[str, str]]:
        known = [item for item in fields.values() if not item.sensitive]
        if self.measure == "distinct":
            return _pairs(
                [item for item in known if item.kind not in ("long_text", "choices", "references", "boolean")]
            )
        extremes = self.measure in ("min", "max")
        return _pairs([item for item in known if item.is_number or (extremes and item.is_date)])

    @property
    def groups(self) -> tuple[int, int]:
        return GROUPS[self.kind]

    def is_dated(self, name: str) -> bool:
        record_type = self.type
        found = fields_for(self.user, record_type).get(self.values.get(name, "")) if record_type else None
        return found is not None and found.is_date

    def widget(self, key: str = "") -> Widget:
        """Raises QueryError with a sentence for the reader."""
        values = self.values
        size = {"width": _number(values.get("width")), "height": _number(values.get("height"))}
        if self.kind == "text":
            if not values.get("text", "").strip():
                raise QueryError(_("Écrivez le texte à montrer."))
            text = {"text": values["text"][:5000]}
            return Widget("text", values.get("title", "").strip()[:120], {}, text, id=key, **size)
        record_type = self.type
        if record_type is None:
            raise QueryError(_("Votre profil ne permet de voir aucune fiche."))
        node = FilterEditor(self.user, record_type).node(self.tree) if self.tree is not None else None
        query = Query(
            record_type.name, self._outer(node), group=self._group(), measures=(self._measure(node),)
        )
        options = {name: values[name] for name in ("compare", "better", "dated") if values.get(name)}
        options |= {
            name: _number(values.get(name)) for name in ("most", "target") if _number(values.get(name))
        }
        return Widget(
            self.kind, values.get("title", "").strip()[:120], query.to_json(), options, id=key, **size
        )

    def _outer(self, node: dict[str, Any] | None) -> dict[str, Any] | None:
        """The filter of the whole widget; that of a share is its condition, over all the records."""
        if not node or self.measure == "ratio":
            return None
        return node if "all" in node else {"all": [node]}

    def _group(self) -> tuple[str, ...]:
        least, most = self.groups
        found = []
        for rank, name in enumerate(("group1", "group2")[:most]):
            chosen = self.values.get(name, "")
            if not chosen:
                if rank < least:
                    raise QueryError(_("Choisissez par quoi regrouper."))
                continue
            unit = self.values.get(f"unit{rank + 1}") or "month"
            unit = "day" if self.kind == "calendar" else unit
            found.append(f"{chosen}:{unit}" if self.is_dated(name) else chosen)
        if self.kind in DATED and found and not self.is_dated("group1"):
            raise QueryError(_("Choisissez une date pour ce graphique."))
        return tuple(found)

    def _measure(self, node: dict[str, Any] | None) -> dict[str, Any]:
        values, name = self.values, self.measure
        if name == "count":
            return {"measure": "count"}
        if name == "ratio":
            if not node:
                raise QueryError(_("Ajoutez la condition dont vous voulez connaître la part."))
            return {"measure": "ratio", "where": node}
        if name == "interval":
            return {"measure": "interval", "since": values.get("since", ""), "field": values.get("until", "")}
        if name == "over":
            return {"measure": "ratio", "field": values.get("number", ""), "over": values.get("over", "")}
        return {"measure": name, "field": values.get("field", "")}


def _handiness(item: Field) -> int:
    """Fields with few values first: they make the most readable charts."""
    order = ("choice", "link", "tags", "boolean", "text", "reference", "integer")
    return order.index(item.kind) if item.kind in order else len(order)


def _pairs(fields: list[Field]) -> list[tuple[str, str]]:
    return [(item.name, str(item.label)) for item in fields]


def _number(text: Any) -> Any:
    try:
        value = float(str(text or "").replace(",", ".").replace("\u202f", ""))
    except ValueError:
        return 0
    if not -1e15 < value < 1e15:
        return 0
    return int(value) if value.is_integer() else value


def from_form(user: Any, data: QueryDict) -> Editing:
    editing = Editing(user, {name: data.get(name, "").replace("\x00", "")[:5000] for name in NAMES})
    record_type = editing.type
    if record_type is not None and editing.kind != "text":
        same = data.get("type_shown", "") == record_type.name
        editor = FilterEditor(user, record_type)
        editing.tree = editor.read(data) if same else editor.opened(None)
    return editing


def from_widget(user: Any, widget: Widget) -> Editing:
    """The form of an existing widget."""
    query, options = widget.query, widget.options
    measure = (query.get("measures") or [{"measure": "count"}])[0]
    name = "over" if measure.get("over") else measure["measure"]
    values = {"kind": widget.kind, "title": str(widget.title), "type": widget.type_name, "measure": name,
              "width": str(widget.width), "height": str(widget.height)}  # fmt: skip
    values |= {
        key: str(options[key])
        for key in ("compare", "better", "dated", "most", "target", "text")
        if key in options
    }
    values |= {
        "field": measure.get("field", ""),
        "number": measure.get("field", ""),
        "until": measure.get("field", ""),
    }
    values |= {"over": measure.get("over", ""), "since": measure.get("since", "")}
    for rank, text in enumerate(query.get("group", ()), 1):
        values[f"group{rank}"], _sep, values[f"unit{rank}"] = text.partition(":")
    editing = Editing(user, values)
    if editing.type is not None and widget.kind != "text":
        node = measure.get("where") or query.get("filter")
        editing.tree = FilterEditor(user, editing.type).opened(node)
    return editing
