"""Query: a record type, a filter tree, sorts and columns, or a group and measures. JSON in and out.

    {"type": "people", "text": "dup",
     "filter": {"all": [{"field": "city", "op": "contains", "value": "thies"},
                        {"not": {"field": "email", "op": "empty"}},
                        {"field": "affiliations", "op": "some",
                         "where": {"field": "position", "op": "contains", "value": "tréso"}}]},
     "sort": ["name", "-created_at"], "columns": ["name", "email"],
     "group": ["city", "created_at:month"], "measures": [{"measure": "count"}, {"measure": "mean", "field": "age"}]}

Measures: count, distinct, sum, mean, median, min and max of a `field`; ratio, in hundredths, of the records
that fulfil `where`, or of the total of `field` over that of `over`; interval, the mean number of days from
the date `since` to the date `field`.

A filter node is {"all": […]}, {"any": […]}, {"not": node} or a leaf {"field", "op", "value"}; `where`
stands in leaves over relations. `SCHEMA` is its JSON Schema.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from .errors import QueryError

MAX_DEPTH = 8
MAX_LEAVES = 100
MEASURES = ("count", "distinct", "sum", "mean", "median", "min", "max", "ratio", "interval")
MEASURE_KEYS = {"measure", "field", "over", "since", "where"}

SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "title": "Essaim query",
    "type": "object",
    "required": ["type"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string"},
        "text": {"type": "string", "maxLength": 200},
        "filter": {"$ref": "#/$defs/node"},
        "sort": {"type": "array", "items": {"type": "string", "pattern": "^-?[a-z0-9_]+$"}, "maxItems": 6},
        "columns": {"type": "array", "items": {"type": "string"}, "maxItems": 60},
        "group": {"type": "array", "items": {"type": "string", "pattern": "^[a-z0-9_]+(:[a-z]+)?$"}, "maxItems": 2},
        "measures": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["measure"],
                "additionalProperties": False,
                "properties": {"measure": {"enum": list(MEASURES)}, "field": {"type": "string"},
                               "over": {"type": "string"}, "since": {"type": "string"},
                               "where": {"$ref": "#/$defs/node"}},
            },
        },
    },
    "$defs": {
        "node": {
            "oneOf": [
                {"type": "object", "required": ["all"], "additionalProperties": False,
                 "properties": {"all": {"type": "array", "items": {"$ref": "#/$defs/node"}}}},
                {"type": "object", "required": ["any"], "additionalProperties": False,
                 "properties": {"any": {"type": "array", "items": {"$ref": "#/$defs/node"}}}},
                {"type": "object", "required": ["not"], "additionalProperties": False,
                 "properties": {"not": {"$ref": "#/$defs/node"}}},
                {"type": "object", "required": ["field", "op"], "additionalProperties": False,
                 "properties": {"field": {"type": "string"}, "op": {"type": "string"}, "value": {},
                                "where": {"$ref": "#/$defs/node"}, "of": {"type": "string"},
                                "than": {"enum": ["is", "is_not", "lt", "lte", "gt", "gte"]}}},
            ]
        }
    },
}  # fmt: skip


@dataclass(frozen=True)
class Query:
    type: str
    filter: dict[str, Any] | None = None
    text: str = ""
    sort: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    group: tuple[str, ...] = ()
    measures: tuple[dict[str, Any], ...] = field(default_factory=tuple)

    @classmethod
    def from_json(cls, data: Any) -> Query:
        """Checks the shape (not the names: they depend on the reader). Raises QueryError."""
        if not isinstance(data, dict) or not isinstance(data.get("type"), str):
            raise QueryError(_("Requête illisible : il manque le type de fiche."))
        unknown = set(data) - set(SCHEMA["properties"])
        if unknown:
            raise QueryError(_("Requête illisible : clé inconnue « %s ».") % min(unknown))
        if data.get("filter"):
            check_node(data["filter"])
        return cls(
            type=data["type"],
            filter=data.get("filter") or None,
            text=_string(data.get("text", ""))[:200],
            sort=_strings(data.get("sort", ())),
            columns=_strings(data.get("columns", ())),
            group=_strings(data.get("group", ())),
            measures=_measures(data.get("measures", ())),
        )

    def to_json(self) -> dict[str, Any]:
        """The shortest equal JSON: empty parts are left out."""
        parts: dict[str, Any] = {
            "type": self.type,
            "text": self.text,
            "filter": self.filter,
            "sort": list(self.sort),
            "columns": list(self.columns),
            "group": list(self.group),
            "measures": list(self.measures),
        }
        return {name: value for name, value in parts.items() if value}


def _string(value: Any) -> str:
    if not isinstance(value, str):
        raise QueryError(_("Requête illisible : un texte était attendu."))
    return value


def _strings(value: Any) -> tuple[str, ...]:
    if not isinstance(value, (list, tuple)):
        raise QueryError(_("Requête illisible : une liste était attendue."))
    return tuple(_string(item) for item in value)


def _measures(value: Any) -> tuple[dict[str, Any], ...]:
    if not isinstance(value, (list, tuple)) or len(value) > 6:
        raise QueryError(_("Requête illisible : une liste de mesures était attendue."))
    for item in value:
        if not isinstance(item, dict) or item.get("measure") not in MEASURES or set(item) - MEASURE_KEYS:
            raise QueryError(_("Cette mesure n’existe pas."))
        if not all(isinstance(item.get(name, ""), str) for name in ("field", "over", "since")):
            raise QueryError(_("Cette mesure n’existe pas."))
        if item.get("where"):
            check_node(item["where"])
    return tuple(value)


def check_node(node: Any, depth: int = 0, path: str = "filter") -> int:
    """Checks the shape of a filter tree and returns its number of leaves."""
    if depth > MAX_DEPTH:
        raise QueryError(_("Ce filtre est imbriqué trop profondément."), path)
    if not isinstance(node, dict):
        raise QueryError(_("Filtre illisible."), path)
    leaves = 0
    for name in ("all", "any"):
        if name in node:
            if len(node) != 1 or not isinstance(node[name], list):
                raise QueryError(_("Filtre illisible."), path)
            leaves = sum(
                check_node(item, depth + 1, f"{path}.{name}.{i}") for i, item in enumerate(node[name])
            )
            break
    else:
        if "not" in node:
            leaves = check_node(node["not"], depth + 1, f"{path}.not")
        else:
            leaves = _check_leaf(node, depth, path)
    if leaves > MAX_LEAVES:
        raise QueryError(_("Ce filtre compte trop de conditions."), path)
    return leaves


def _check_leaf(node: dict[str, Any], depth: int, path: str) -> int:
    if not isinstance(node.get("field"), str) or not isinstance(node.get("op"), str):
        raise QueryError(_("Filtre illisible : condition incomplète."), path)
    if node.get("where"):
        return 1 + check_node(node["where"], depth + 1, f"{path}.where")
    return 1
