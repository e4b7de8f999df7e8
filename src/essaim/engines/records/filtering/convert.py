"""From the form's tree to the JSON of a Query, and back."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import OPERATORS, Kind
from essaim.engines.records.query.compiler import Compiler
from essaim.engines.records.query.errors import QueryError

from .tree import Condition, Group
from .words import MEASURED, operator_words

PAIRS = ("between",)
VALUELESS = ("empty", "not_empty", "some", "no", "where")


class Converter:
    """Writes the form's tree as JSON. What is wrong stands in each condition's `error`."""

    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.type = record_type
        self.fields = fields_for(user, record_type)
        self.compiler = Compiler(user, record_type)
        self.failed = False

    def group(self, group: Group) -> dict[str, Any] | None:
        parts = []
        for item in group.items:
            node = self.group(item) if isinstance(item, Group) else self.condition(item)
            if node is not None:
                parts.append({"not": node} if item.negated else node)
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else {group.mode: parts}

    def root(self, group: Group) -> dict[str, Any] | None:
        """As `group`; conditions of a root of "all" stay apart, so that each has its chip."""
        node = self.group(group)
        return {"not": node} if node is not None and group.negated else node

    def condition(self, condition: Condition) -> dict[str, Any] | None:
        try:
            node = self._leaf(condition)
            self.compiler.leaf(node)
        except QueryError as error:
            condition.error = str(error)
            self.failed = True
            return None
        return node

    def _leaf(self, condition: Condition) -> dict[str, Any]:
        if not condition.field:
            raise QueryError(_("Choisissez un champ, ou retirez cette condition."))
        field = self.compiler.field(condition.field)
        op = condition.op if condition.op in OPERATORS[field.kind] else first_operator(field)
        node: dict[str, Any] = {"field": field.name, "op": op}
        if op in ("count", "sum"):
            node["than"] = condition.get("than", "gte")
            node["value"] = _number(condition.get("value"))
            if op == "sum":
                node["of"] = condition.get("of")
        elif op not in VALUELESS:
            node["value"] = read_value(field, op, condition)
        if condition.where is not None and takes_where(field, op):
            inner = Converter(self.user, record_types.get(field.target))
            where = inner.root(condition.where)
            self.failed = self.failed or inner.failed
            if where is not None:
                node["where"] = where
        return node


def first_operator(field: Field) -> str:
    return next(iter(operator_words(field)))


def takes_where(field: Field, op: str) -> bool:
    return field.kind == Kind.REFERENCES or (field.kind == Kind.REFERENCE and op == "where")


def _number(text: str) -> Any:
    if not text.strip():
        raise QueryError(_("Indiquez un nombre."))
    return text.strip().replace(",", ".")


def read_value(field: Field, op: str, condition: Condition) -> Any:
    if op == "period":
        return _period(condition)
    if op == "month":
        text = condition.get("value")
        return int(text) if text.isdecimal() and len(text) < 3 else None
    if op in PAIRS:
        return [_present(condition.get("value")), _present(condition.get("value2"))]
    if field.kind == Kind.BOOLEAN:
        return condition.get("value", "1") == "1"
    if op in ("in", "not_in", "any", "all", "none"):
        return _list(field, condition)
    return _present(condition.get("value"))


def _present(text: str) -> str:
    if not text.strip():
        raise QueryError(_("Indiquez une valeur, ou retirez cette condition."))
    return text.strip()


def _list(field: Field, condition: Condition) -> list[Any]:
    given = condition.data.get("value", [])
    if field.is_text:
        given = [line.strip() for text in given for line in text.splitlines()]
    wanted = list(dict.fromkeys(item for item in given if item))
    if not wanted:
        raise QueryError(_("Choisissez au moins une valeur, ou retirez cette condition."))
    if field.kind in (Kind.LINK, Kind.TAGS, Kind.REFERENCE):
        return [int(item) for item in wanted if item.isdecimal() and len(item) < 18]
    return wanted


def _period(condition: Condition) -> dict[str, Any]:
    when = condition.get("when", "this:month")
    if when in MEASURED:
        count = condition.get("count", "3")
        return {
            when: int(count) if count.isdecimal() and len(count) < 6 else 0,
            "unit": condition.get("unit", "month"),
        }
    word, _sep, unit = when.partition(":")
    return {word: unit}


class Opener:
    """Reads the JSON of a filter as a tree the form can show; what it cannot show is left out."""

    def __init__(self, user: Any, record_type: RecordType, first_id: int = 1) -> None:
        self.user = user
        self.fields = fields_for(user, record_type)
        self._next = first_id

    def _id(self) -> int:
        self._next += 1
        return self._next - 1

    def root(self, node: dict[str, Any] | None) -> Group:
        if node and ("all" in node or "any" in node):
            group = self._node(node)
            assert isinstance(group, Group)
            return group
        group = Group(self._id())
        if node:
            group.items.append(self._node(node))
        return group

    def _node(self, node: dict[str, Any], negated: bool = False) -> Condition | Group:
        if "not" in node:
            return self._node(node["not"], not negated)
        if "all" in node or "any" in node:
            mode = "all" if "all" in node else "any"
            group = Group(self._id(), mode, negated)
            group.items = [self._node(item) for item in node[mode]]
            return group
        return self._condition(node, negated)

    def _condition(self, node: dict[str, Any], negated: bool) -> Condition:
        field = self.fields.get(node["field"])
        condition = Condition(self._id(), node["field"] if field else "", node["op"], negated)
        if field is None:
            return condition
        condition.data = shown_value(field, node)
        if takes_where(field, node["op"]):
            inner = Opener(self.user, record_types.get(field.target), self._next)
            condition.where = inner.root(node.get("where"))
            self._next = inner._next
        return condition


def shown_value(field: Field, node: dict[str, Any]) -> dict[str, list[str]]:
    """What the controls of a condition hold for a node of JSON."""
    op, value = node["op"], node.get("value")
    if op in ("count", "sum"):
        return {"than": [node.get("than", "gte")], "value": [_text(value)], "of": [str(node.get("of", ""))]}
    if op == "period" and isinstance(value, dict):
        return _shown_period(value)
    if op in PAIRS and isinstance(value, list) and len(value) == 2:
        return {"value": [_text(value[0])], "value2": [_text(value[1])]}
    if isinstance(value, bool):
        return {"value": ["1" if value else "0"]}
    if isinstance(value, list):
        texts = [_text(item) for item in value]
        return {"value": ["\n".join(texts)] if field.is_text else texts}
    return {} if value is None else {"value": [_text(value)]}


def _shown_period(value: dict[str, Any]) -> dict[str, list[str]]:
    for word in MEASURED:
        if word in value:
            return {"when": [word], "count": [str(value[word])], "unit": [str(value.get("unit", "day"))]}
    word, unit = next(iter(value.items()))
    return {"when": [f"{word}:{unit}"]}


def _text(value: Any) -> str:
    return "" if value is None else str(value)
