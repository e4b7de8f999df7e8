"""What a filter means, told a second time in plain Python: the compiler must agree with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from essaim.engines.records.kinds import Kind
from essaim.engines.records.query import periods
from essaim.kit.text import fold


@dataclass(repr=False)
class World:
    """The rows of each type that the reader sees, and how they point at each other."""

    rows: dict[str, list[Any]]
    fields: dict[str, dict[str, Any]]
    tags: dict[int, set[int]]
    back: dict[tuple[str, str], str]


def matching(world: World, type_name: str, tree: dict[str, Any] | None) -> set[int]:
    return {row.pk for row in world.rows[type_name] if holds(world, type_name, row, tree)}


def holds(world: World, type_name: str, row: Any, node: dict[str, Any] | None) -> bool:
    if not node:
        return True
    if "all" in node:
        return all(holds(world, type_name, row, item) for item in node["all"])
    if "any" in node:
        return not node["any"] or any(holds(world, type_name, row, item) for item in node["any"])
    if "not" in node:
        return not holds(world, type_name, row, node["not"])
    return leaf(world, type_name, row, node)


def leaf(world: World, type_name: str, row: Any, node: dict[str, Any]) -> bool:
    field, op, value = world.fields[type_name][node["field"]], node["op"], node.get("value")
    if field.kind == Kind.REFERENCES:
        return relation(world, type_name, row, field, node)
    if field.kind == Kind.TAGS:
        return many(op, world.tags.get(row.pk, set()), value)
    if field.kind == Kind.CHOICES:
        return many(op, set(row.days or []), value)
    if field.kind in (Kind.REFERENCE, Kind.LINK):
        return reference(world, row, field, node)
    held = getattr(row, field.path)
    if op in ("empty", "not_empty"):
        return (held in (None, "")) == (op == "empty")
    if field.is_text:
        return text(op, fold(held or ""), value)
    if field.is_date:
        return held is not None and day(op, held, value)
    if field.kind == Kind.BOOLEAN:
        return held is value
    if field.kind == Kind.CHOICE:
        return (held in value) == (op == "in")
    return number(op, held, value)


def text(op: str, held: str, value: Any) -> bool:
    if op == "in":
        return held in {fold(item) for item in value}
    wanted = fold(value)
    return {
        "contains": wanted in held,
        "not_contains": wanted not in held,
        "is": held == wanted,
        "is_not": held != wanted,
        "starts": held.startswith(wanted),
    }[op]


def number(op: str, held: Any, value: Any) -> bool:
    if op == "between":
        return held is not None and Decimal(value[0]) <= held <= Decimal(value[1])
    wanted = Decimal(value)
    if op == "is_not":
        return held != wanted
    return held is not None and {
        "is": held == wanted, "lt": held < wanted, "lte": held <= wanted, "gt": held > wanted, "gte": held >= wanted,
    }[op]  # fmt: skip


def day(op: str, held: Any, value: Any) -> bool:
    if isinstance(held, datetime):
        held = timezone.localtime(held).date()
    if op == "month":
        return bool(held.month == value)
    if op == "period":
        first, last = periods.resolve(value)
    elif op == "between":
        first, last = (date.fromisoformat(item) for item in value)
    else:
        wanted = date.fromisoformat(value)
        first, last = {
            "on": (wanted, wanted),
            "before": (date.min, wanted - timedelta(days=1)),
            "after": (wanted + timedelta(days=1), date.max),
        }[op]
    return bool(first <= held <= last)


def many(op: str, held: set[Any], value: Any) -> bool:
    if op in ("empty", "not_empty"):
        return (not held) == (op == "empty")
    wanted = set(value)
    return {"any": bool(held & wanted), "all": wanted <= held, "none": not held & wanted}[op]


def reference(world: World, row: Any, field: Any, node: dict[str, Any]) -> bool:
    key, op = getattr(row, f"{field.path}_id"), node["op"]
    if op in ("empty", "not_empty"):
        return (key is None) == (op == "empty")
    if op == "where":
        return key in matching(world, field.target, node.get("where"))
    return (key in node["value"]) == (op == "in")


def relation(world: World, type_name: str, row: Any, field: Any, node: dict[str, Any]) -> bool:
    back = world.back[type_name, field.name]
    found = [
        item
        for item in world.rows[field.target]
        if getattr(item, f"{back}_id") == row.pk and holds(world, field.target, item, node.get("where"))
    ]
    if node["op"] in ("some", "no"):
        return bool(found) == (node["op"] == "some")
    if node["op"] == "count":
        return number(node.get("than", "gte"), len(found), node["value"])
    path = world.fields[field.target][node["of"]].path
    total = sum((getattr(item, path) or Decimal(0) for item in found), Decimal(0))
    return number(node.get("than", "gte"), total, node["value"])
