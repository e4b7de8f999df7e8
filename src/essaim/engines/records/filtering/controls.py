"""What the form of a filter shows for each condition: fields offered, operators, value controls."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from essaim.engines.records.catalogue import fields_for
from essaim.engines.records.declarations import Field, RecordType, record_types
from essaim.engines.records.kinds import Kind
from essaim.engines.records.reading import titles
from essaim.engines.records.rows import related_model
from essaim.engines.rights.api import can

from . import words
from .convert import first_operator, takes_where
from .tree import Condition, Group

FEW = 12
MAX_DEPTH = 4


@dataclass
class Row:
    """One condition, ready to be drawn. `control`: which template part asks for its value."""

    condition: Condition
    fields: list[tuple[str, list[tuple[str, str]]]]
    operators: list[tuple[str, str]] = field(default_factory=list)
    op: str = ""
    control: str = ""
    options: list[tuple[str, str]] = field(default_factory=list)
    chosen: list[tuple[str, str]] = field(default_factory=list)
    values: list[str] = field(default_factory=list)
    input_type: str = "text"
    unit: str = ""
    choices_url: str = ""
    where: Box | None = None
    kind: str = "condition"


@dataclass
class Box:
    """One group, ready to be drawn. `noun`: what its conditions are about."""

    group: Group
    noun: str
    items: list[Any]
    depth: int
    may_nest: bool
    kind: str = "group"


class Drawer:
    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.type = record_type
        self.fields = fields_for(user, record_type)
        self.offered = self._offered()

    def _offered(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Fields by section, for the <optgroup>s; relations whose records the user may not see are left out."""
        grouped: dict[str, list[tuple[str, str]]] = {}
        for item in self.fields.values():
            if not item.filterable:
                continue
            if item.target and not can(self.user, "view", record_types.get(item.target).resource):
                continue
            grouped.setdefault(str(item.section or ""), []).append((item.name, str(item.label)))
        return sorted(grouped.items(), key=lambda entry: entry[0] != "")

    def box(self, group: Group, depth: int = 0) -> Box:
        items = [
            self.box(item, depth + 1) if isinstance(item, Group) else self.row(item, depth)
            for item in group.items
        ]
        return Box(group, str(self.type.label_plural), items, depth, depth < MAX_DEPTH)

    def row(self, condition: Condition, depth: int) -> Row:
        row = Row(condition, self.offered, values=condition.data.get("value", []))
        item = self.fields.get(condition.field)
        if item is None:
            return row
        row.operators = [(code, str(word)) for code, word in words.operator_words(item).items()]
        row.op = condition.op if condition.op in dict(row.operators) else first_operator(item)
        row.unit = "€" if item.kind == Kind.MONEY and item.unit != "XOF" else item.unit
        row.control = control_of(item, row.op)
        self._fill(row, item)
        if takes_where(item, row.op) and depth < MAX_DEPTH:
            inner = condition.where or Group(10_000 + condition.id)
            row.where = Drawer(self.user, record_types.get(item.target)).box(inner, depth + 1)
        return row

    def _fill(self, row: Row, item: Field) -> None:
        if item.is_number or row.op in ("count", "sum"):
            row.input_type = "number"
        elif item.is_date:
            row.input_type = "date"
        if row.control == "options":
            row.options = self.options(item)
            row.control = "checks" if len(row.options) <= FEW else "box"
        elif row.control == "reference":
            target = record_types.get(item.target)
            keys = [int(value) for value in row.values if value.isdecimal() and len(value) < 18]
            found = titles(self.user, target, keys)
            row.chosen = [(str(key), found.get(key, f"#{key}")) for key in keys]
            row.choices_url = reverse("records:choices", kwargs={"slug": target.slug})
        elif row.op == "sum":
            target_fields = fields_for(self.user, record_types.get(item.target))
            row.options = [(name, str(one.label)) for name, one in target_fields.items() if one.is_number]

    def options(self, item: Field) -> list[tuple[str, str]]:
        if item.kind in (Kind.CHOICE, Kind.CHOICES):
            return [(code, str(label)) for code, label in item.choice_pairs() if code != ""]
        if item.options:
            rows = item.options(self.user)
        else:
            rows = related_model(self.type, item)._default_manager.all()
        return [(str(row.pk), str(row)) for row in rows[:500]]


def control_of(item: Field, op: str) -> str:
    """Which control asks for the value of a condition, "" when none is needed."""
    if op in ("empty", "not_empty", "some", "no", "where"):
        return ""
    if op in ("period", "month", "between", "count", "sum"):
        return op
    if item.kind == Kind.BOOLEAN:
        return "boolean"
    if item.kind == Kind.REFERENCE:
        return "reference"
    if op in ("in", "not_in", "any", "all", "none"):
        return "lines" if item.is_text else "options"
    return "one"
