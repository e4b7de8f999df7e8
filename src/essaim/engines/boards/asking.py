"""The Query behind a widget, once the filters of its board are laid over it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from essaim.engines.records.api import Field, Kind, Query, QueryError, RecordType, fields_for, periods

from .widgets import Shared, Widget

OPERATORS = {Kind.TAGS: "any", Kind.CHOICES: "any"}
FILTERED = (Kind.LINK, Kind.TAGS, Kind.CHOICE)
Span = tuple[date, date]


@dataclass(frozen=True)
class Asked:
    """`ignored`: labels of the board's filters that this widget's records do not know."""

    query: Query
    ignored: tuple[str, ...] = ()
    period: dict[str, Any] | None = None
    dated: Field | None = None


def asked(user: Any, record_type: RecordType, widget: Widget, shared: Shared) -> Asked:
    """Raises QueryError when the widget cannot be understood."""
    query = Query.from_json(widget.query)
    fields = fields_for(user, record_type)
    nodes: list[dict[str, Any]] = []
    ignored = []
    for name, values in shared.values.items():
        item = fields.get(name)
        if not values:
            continue
        if item is None or item.kind not in FILTERED:
            ignored.append(name)
            continue
        nodes.append({"field": name, "op": OPERATORS.get(item.kind, "in"), "value": list(values)})
    period = shared.period or widget.options.get("period")
    dated = date_field(fields, record_type, widget)
    if period and dated is not None:
        nodes.append(period_node(dated, period))
    elif shared.period and widget.options.get("dated") != "-":
        ignored.append("")
    return Asked(narrowed(query, nodes), tuple(ignored), period if dated else None, dated)


def narrowed(query: Query, nodes: list[dict[str, Any]]) -> Query:
    if not nodes:
        return query
    held = query.filter
    kept = held.get("all", [held]) if held else []
    return replace(query, filter={"all": [*kept, *nodes]})


def date_field(fields: dict[str, Field], record_type: RecordType, widget: Widget) -> Field | None:
    """The date that the board's period looks at: the one chosen, the one drawn, or the type's usual one."""
    chosen = widget.options.get("dated", "")
    if chosen == "-":
        return None
    drawn = [text.partition(":")[0] for text in widget.query.get("group", ())]
    usual = [
        *((record_type.calendar[0],) if record_type.calendar else ()),
        *(name.lstrip("-") for name in record_type.default_sort),
        "created_at",
    ]
    for name in (chosen, *drawn, *usual):
        item = fields.get(name)
        if item is not None and item.is_date and item.filterable:
            return item
    return next((item for item in fields.values() if item.is_date and item.filterable), None)


def date_fields(user: Any, record_type: RecordType) -> list[Field]:
    return [item for item in fields_for(user, record_type).values() if item.is_date and item.filterable]


def period_node(item: Field, period: dict[str, Any]) -> dict[str, Any]:
    if "from" in period:
        return {"field": item.name, "op": "between", "value": [period["from"], period.get("to")]}
    return {"field": item.name, "op": "period", "value": period}


def span_of(period: dict[str, Any]) -> Span:
    """First and last day. Raises QueryError."""
    if "from" not in period:
        return periods.resolve(period)
    try:
        first, last = date.fromisoformat(str(period["from"])), date.fromisoformat(str(period.get("to")))
    except ValueError:
        raise QueryError(_("Cette période n’est pas reconnue.")) from None
    if not (1800 <= first.year <= last.year <= 2200) or first > last:
        raise QueryError(_("Cette période n’est pas reconnue."))
    return first, last


def earlier(period: dict[str, Any], compare: str, today: date | None = None) -> Span:
    """The period to compare with: the one just before, or the same a year before.

    A period that is not over is compared with as many days of the other.
    """
    first, last = span_of(period)
    reached = min(last, today or timezone.localdate())
    if compare == "year":
        return periods.shift("year", first, -1), periods.shift("year", max(first, reached), -1)
    unit = next((period[word] for word in ("this", "previous", "following") if word in period), "")
    count = 1
    if "last" in period or "next" in period:
        unit, count = period.get("unit", "day"), int(period.get("last") or period["next"])
    if not unit:
        return first - (last - first) - timedelta(days=1), first - timedelta(days=1)
    start = periods.shift(unit, first, -count)
    elapsed = max(reached - first, timedelta(0))
    end = first - timedelta(days=1) if reached == last else min(start + elapsed, first - timedelta(days=1))
    return start, end


def before(found: Asked, span: Span) -> Query:
    """The same question over an earlier period."""
    assert found.dated is not None
    assert found.query.filter is not None
    node = period_node(found.dated, {"from": span[0].isoformat(), "to": span[1].isoformat()})
    return replace(found.query, filter={"all": [*found.query.filter["all"][:-1], node]})


def span_words(span: Span) -> str:
    first, last = span
    if (first.year, first.month) == (last.year, last.month):
        return _("du %(first)s au %(last)s") % {"first": first.day, "last": date_format(last, "j N Y")}
    return _("du %(first)s au %(last)s") % {
        "first": date_format(first, "j N Y"),
        "last": date_format(last, "j N Y"),
    }
