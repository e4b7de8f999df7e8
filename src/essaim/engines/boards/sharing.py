"""The filters of a whole board: read from its address, offered above it, written back in addresses."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.records.api import QueryError, fields_for, options_of, record_types
from essaim.engines.rights.api import can

from .asking import FILTERED, span_of
from .widgets import Shared, Widget

PERIODS: dict[str, Any] = {
    "": gettext_lazy("Toutes les dates"),
    "this:month": gettext_lazy("Ce mois-ci"),
    "previous:month": gettext_lazy("Le mois dernier"),
    "this:quarter": gettext_lazy("Ce trimestre"),
    "previous:quarter": gettext_lazy("Le trimestre dernier"),
    "this:year": gettext_lazy("Cette année"),
    "previous:year": gettext_lazy("L’an dernier"),
    "last:30:day": gettext_lazy("Les 30 derniers jours"),
    "last:3:month": gettext_lazy("Les 3 derniers mois"),
    "last:6:month": gettext_lazy("Les 6 derniers mois"),
    "last:12:month": gettext_lazy("Les 12 derniers mois"),
    "last:24:month": gettext_lazy("Les 24 derniers mois"),
    "dates": gettext_lazy("Du… au…"),
}
PERIOD, FROM, TO = "periode", "du", "au"
MOST_VALUES = 50


@dataclass
class Offer:
    """One filter above a board: a multiple choice over the types that have this field."""

    name: str
    label: str
    options: list[tuple[str, str]]
    chosen: list[str]


def read(parameters: QueryDict, default: Shared) -> tuple[Shared, str]:
    """The filters an address asks for, over those of the board; and why one was left out, or ""."""
    period, error = default.period, ""
    if PERIOD in parameters:
        period, error = _period(parameters)
    values = dict(default.values)
    for name in default.fields:
        if f"f_{name}" in parameters:
            values[name] = [_key(text) for text in parameters.getlist(f"f_{name}") if text][:MOST_VALUES]
    return replace(default, period=period, values=values), error


def _period(parameters: QueryDict) -> tuple[dict[str, Any] | None, str]:
    code = parameters.get(PERIOD, "")
    found: dict[str, Any]
    try:
        if code == "dates":
            found = {"from": _day(parameters, FROM), "to": _day(parameters, TO)}
            span_of(found)
            return found, ""
        if not code:
            return None, ""
        word, *rest = code.split(":")
        found = {word: int(rest[0]), "unit": rest[1]} if len(rest) == 2 else {word: rest[0]}
        span_of(found)
    except (QueryError, ValueError, IndexError, KeyError, StopIteration):
        return None, _("Cette période n’a pas pu être lue : toutes les dates sont montrées.")
    return found, ""


def _day(parameters: QueryDict, name: str) -> str:
    return date.fromisoformat(parameters.get(name, "")[:10]).isoformat()


def _key(text: str) -> Any:
    return int(text) if text.isdecimal() and text.isascii() and len(text) < 16 else text[:100]


def code_of(period: dict[str, Any] | None) -> str:
    """As the address says it; a period of the data that the menu does not offer is told all the same."""
    if not period:
        return ""
    if "from" in period:
        return "dates"
    word = next(iter(period))
    return f"{word}:{period[word]}:{period['unit']}" if "unit" in period else f"{word}:{period[word]}"


def parameters(shared: Shared) -> str:
    """The query string that says these filters, for addresses of widgets and files."""
    parts: list[tuple[str, Any]] = [(PERIOD, code_of(shared.period))]
    if shared.period and "from" in shared.period:
        parts += [(FROM, shared.period["from"]), (TO, shared.period["to"])]
    for name in shared.fields:
        parts += [(f"f_{name}", value) for value in shared.values.get(name) or [""]]
    return urlencode(parts)


def offers(user: Any, widgets: list[Widget], shared: Shared) -> list[Offer]:
    """The filters to show, with their choices."""
    found = []
    for name in shared.fields:
        for record_type in _types(user, widgets):
            item = fields_for(user, record_type).get(name)
            if item is not None and item.kind in FILTERED and item.filterable:
                chosen = [str(value) for value in shared.values.get(name, [])]
                found.append(Offer(name, str(item.label), options_of(user, record_type, item), chosen))
                break
    return found


def possible(user: Any, widgets: list[Widget]) -> list[tuple[str, str]]:
    """Fields a board could be filtered by: those of its types that are chosen from a list."""
    found: dict[str, str] = {}
    for record_type in _types(user, widgets):
        for name, item in fields_for(user, record_type).items():
            if item.kind in FILTERED and item.filterable and not item.sensitive:
                found.setdefault(name, str(item.label))
    return sorted(found.items(), key=lambda pair: pair[1])


def _types(user: Any, widgets: list[Widget]) -> list[Any]:
    names = dict.fromkeys(widget.type_name for widget in widgets if widget.kind != "text")
    known = [record_types.get(name) for name in names if name in record_types]
    return [item for item in known if can(user, "view", item.resource)]
