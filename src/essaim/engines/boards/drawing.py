"""What a widget shows: a table whose every figure leads to its records, and how a script may draw it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.engines.records.api import (
    Item,
    QueryError,
    RecordType,
    Table,
    compact,
    lowered,
    record_types,
    tabulate,
)
from essaim.engines.rights.api import can

from . import asking, places, wording
from .asking import Asked
from .widgets import MOST, Shared, Widget


@dataclass
class Figure:
    """One number: as read, for a script, and where it leads ("" nowhere). `masked`: not told."""

    text: str
    raw: str = ""
    url: str = ""
    masked: bool = False


@dataclass
class Line:
    label: str
    figures: list[Figure]
    key: str = ""
    url: str = ""


@dataclass
class Comparison:
    """`tone`: "success" when it went the right way, "danger" the wrong one, "neutral" otherwise."""

    text: str
    before: str
    when: str
    tone: str = "neutral"
    icon: str = "minus"


@dataclass
class Drawing:
    """`refused`: why nothing is shown, in a sentence. `notes`: what the reader must know beside."""

    widget: Widget
    title: str = ""
    head: list[str] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    unit: str = ""
    comparison: Comparison | None = None
    target: Figure | None = None
    notes: list[str] = field(default_factory=list)
    refused: str = ""
    text: str = ""
    url: str = ""

    @property
    def kind(self) -> str:
        return self.widget.kind

    @property
    def figure(self) -> Figure | None:
        return self.lines[0].figures[0] if self.lines and self.lines[0].figures else None

    @property
    def empty(self) -> bool:
        return not any(
            figure.raw not in ("", "0") or figure.masked for line in self.lines for figure in line.figures
        )


class Linker:
    """Addresses of lists, the common part written once."""

    def __init__(self, record_type: RecordType, node: dict[str, Any] | None) -> None:
        self.base = reverse("records:list", kwargs={"slug": record_type.slug})
        held = node.get("all", [node]) if node else []
        self.common = [quote(compact(item)) for item in held]
        self.known: dict[Any, str | None] = {}

    def part(self, item: Item) -> str | None:
        key = (id(item), item.key)
        if key not in self.known:
            self.known[key] = None if item.node is None else quote(compact(item.node))
        return self.known[key]

    def url(self, *items: Item) -> str:
        """The list of the records of these groups, or "" when no filter can say them."""
        parts = [self.part(item) for item in items]
        if any(part is None for part in parts):
            return ""
        nodes = [*self.common, *(part for part in parts if part)]
        if not nodes:
            return f"{self.base}?vue=0"
        return f"{self.base}?vue=0&f=%7B%22all%22%3A%5B{'%2C'.join(nodes)}%5D%7D"


def draw(
    user: Any, widget: Widget, shared: Shared, *, kept_only: bool = False, stamp: int | None = None
) -> Drawing:
    """What `user` is shown of a widget. With `kept_only`, raises `records.api.Missing` rather than compute."""
    drawing = Drawing(widget, str(widget.title))
    if widget.kind == "text":
        drawing.text = str(widget.options.get("text", ""))
        return drawing
    try:
        if widget.type_name not in record_types:
            raise QueryError(_("Ce type de fiche n’existe plus."))
        record_type = record_types.get(widget.type_name)
        if not can(user, "view", record_type.resource):
            drawing.refused = _("Votre profil ne permet pas de voir : %s.") % lowered(
                record_type.label_plural
            )
            return drawing
        found = asking.asked(user, record_type, widget, shared)
        most = int(widget.options.get("most") or MOST)
        table = tabulate(user, found.query, most=most, kept_only=kept_only, stamp=stamp)
        _fill(drawing, table, found)
        _say(drawing, table, found)
        if widget.kind == "figure":
            _compare(user, drawing, table, found, {"kept_only": kept_only, "stamp": stamp})
    except QueryError as error:
        drawing.refused = str(error)
    return drawing


def _fill(drawing: Drawing, table: Table, found: Asked) -> None:
    measures = table.measures
    drawing.unit = measures[0].unit
    drawing.title = drawing.title or _title(table)
    linker = Linker(table.type, found.query.filter)
    drawing.url = linker.url()
    if not table.dimensions:
        drawing.head = [_("Ensemble"), *(str(measure.label) for measure in measures)]
        drawing.lines = [
            Line(drawing.title, [_figure(table, linker, (), rank) for rank in range(len(measures))])
        ]
        target = drawing.widget.options.get("target")
        if drawing.kind == "gauge":
            aim = float(target) if target else 100.0
            drawing.target = Figure(wording.text(aim, drawing.unit), wording.plain(aim))
    elif len(table.dimensions) == 1:
        drawing.head = [table.dimensions[0].label, *(str(measure.label) for measure in measures)]
        drawing.lines = [
            Line(
                item.label,
                [_figure(table, linker, (item,), rank) for rank in range(len(measures))],
                _key(item),
            )
            for item in table.axes[0]
        ]
    else:
        drawing.head = [table.dimensions[0].label, *(item.label for item in table.axes[1])]
        drawing.lines = [
            Line(
                row.label,
                [_figure(table, linker, (row, item), 0) for item in table.axes[1]],
                _key(row),
            )
            for row in table.axes[0]
        ]
    if drawing.kind == "map":
        places.name_places(drawing.lines, table)


def _key(item: Item) -> str:
    return "" if item.key is None else str(item.key)


def _figure(table: Table, linker: Linker, items: tuple[Item, ...], rank: int) -> Figure:
    keys = tuple(item.key for item in items)
    if table.masked(*keys):
        return Figure(wording.MASKED, masked=True)
    value = table.value(*keys, measure=rank)
    unit = table.measures[rank].unit
    url = linker.url(*items) if value not in (None, 0) else ""
    return Figure(wording.text(value, unit), wording.plain(value), url)


def _title(table: Table) -> str:
    label = str(table.measures[0].label)
    if not table.dimensions:
        return label
    joined = _(" et ").join(lowered(item.label) for item in table.dimensions)
    return _("%(measure)s par %(groups)s") % {"measure": label, "groups": joined}


def _say(drawing: Drawing, table: Table, found: Asked) -> None:
    if table.hides:
        drawing.notes.append(
            _("%(sign)s : moins de %(least)s fiches, chiffre masqué.")
            % {"sign": wording.MASKED, "least": table.type.small_cells}
        )
    if table.cut:
        drawing.notes.append(_("Seuls les groupes les plus nombreux sont montrés."))
    if found.ignored:
        drawing.notes.append(_("Un filtre du tableau ne s’applique pas à ces fiches."))
    asked_unit = next(
        (text.partition(":")[2] for text in drawing.widget.query.get("group", ()) if ":" in text), ""
    )
    shown = next((item.unit for item in table.dimensions if item.unit), "")
    if asked_unit and shown and asked_unit != shown:
        drawing.notes.append(_("La période est longue : les dates sont regroupées plus largement."))


def _compare(user: Any, drawing: Drawing, table: Table, found: Asked, how: dict[str, Any]) -> None:
    """The same figure over an earlier period, and which way it went."""
    compare = drawing.widget.options.get("compare", "")
    if not compare or not found.period or found.dated is None:
        return
    span = asking.earlier(found.period, compare)
    other = tabulate(user, asking.before(found, span), **how)
    now, then = table.value(), other.value()
    if now is None or then is None or other.hides or not isinstance(now, (int, float)):
        return
    text, change = _change(now, then, drawing.unit)
    tone = _tone(change, drawing.widget.options.get("better", "up"))
    icon = "minus" if not change else "trending-up" if change > 0 else "trending-down"
    drawing.comparison = Comparison(
        text, wording.text(then, drawing.unit), asking.span_words(span), tone, icon
    )


def _tone(change: float, better: str) -> str:
    if not change or better not in ("up", "down"):
        return "neutral"
    return "success" if (change > 0) == (better == "up") else "danger"


def _change(now: float, then: float, unit: str) -> tuple[str, float]:
    change = now - then
    if not change:
        return _("stable"), 0
    sign = "+" if change > 0 else "−"
    if unit == "%":
        points = wording.number(abs(change), 1)
        return f"{sign}{points}{wording.NBSP}" + _("pts"), change
    if not then:
        return f"{sign}{wording.text(abs(change), unit)}", change
    share = abs(change) / abs(then) * 100
    return f"{sign}{wording.number(share, 0 if share >= 10 else 1)}{wording.NBSP}%", change
