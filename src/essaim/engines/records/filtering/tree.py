"""A filter as the form shows it: groups and conditions with keys, read from a form and back.

n=1:0:g  1-mode=all           the root: all of these
n=2:1:c  2-field=city  2-op=contains  2-value=thi
n=3:1:g  3-mode=any  3-not=1  "except those that fulfil one of these"
n=4:3:c  4-field=visits  4-op=some
n=5:4:g  5-mode=all           the conditions on the visits
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

MAX_NODES = 120


@dataclass
class Condition:
    """`data`: what its controls hold, by name, as a form sends them."""

    id: int
    field: str = ""
    op: str = ""
    negated: bool = False
    data: dict[str, list[str]] = dataclasses.field(default_factory=dict)
    where: Group | None = None
    error: str = ""
    fresh: bool = False

    def get(self, name: str, default: str = "") -> str:
        values = self.data.get(name)
        return values[-1] if values else default


@dataclass
class Group:
    id: int
    mode: str = "all"
    negated: bool = False
    items: list[Condition | Group] = dataclasses.field(default_factory=list)

    def walk(self) -> Iterator[Condition | Group]:
        yield self
        for item in self.items:
            if isinstance(item, Group):
                yield from item.walk()
            else:
                yield item
                if item.where is not None:
                    yield from item.where.walk()

    def next_id(self) -> int:
        return max(node.id for node in self.walk()) + 1

    def find(self, key: int) -> Condition | Group | None:
        return next((node for node in self.walk() if node.id == key), None)

    def remove(self, key: int) -> int:
        """Takes out the node; the id of the group it stood in."""
        for node in self.walk():
            if isinstance(node, Group) and any(item.id == key for item in node.items):
                node.items = [item for item in node.items if item.id != key]
                return node.id
        return self.id


def read(data: QueryDict) -> Group:
    """The tree a form holds; what makes no sense is left out."""
    root = Group(1)
    known: dict[int, Condition | Group] = {}
    for line in data.getlist("n")[:MAX_NODES]:
        parts = line.split(":")
        if len(parts) != 3 or not all(part.isdecimal() and len(part) < 6 for part in parts[:2]):
            continue
        key, parent, kind = int(parts[0]), int(parts[1]), parts[2]
        if key in known:
            continue
        node = _node(data, key, kind)
        if not known and isinstance(node, Group):
            root = node
        elif not _attach(known.get(parent), node):
            continue
        known[key] = node
    return root


def _node(data: QueryDict, key: int, kind: str) -> Condition | Group:
    negated = bool(data.get(f"{key}-not"))
    if kind == "g":
        return Group(key, "any" if data.get(f"{key}-mode") == "any" else "all", negated)
    prefix = f"{key}-"
    held = {
        name.removeprefix(prefix): data.getlist(name)
        for name in data
        if name.startswith(prefix) and name not in (f"{key}-field", f"{key}-op", f"{key}-not")
    }
    return Condition(key, data.get(f"{key}-field", ""), data.get(f"{key}-op", ""), negated, held)


def _attach(parent: Condition | Group | None, node: Condition | Group) -> bool:
    if isinstance(parent, Group):
        parent.items.append(node)
        return True
    if isinstance(parent, Condition) and isinstance(node, Group):
        parent.where = node
        return True
    return False


def act(root: Group, action: str) -> int:
    """Does what a button asks ("add-c:3", "add-g:1", "del:4"). The id to put the focus on, or 0."""
    word, _sep, key = action.partition(":")
    if not key.isdecimal() or len(key) > 6:
        return 0
    if word == "del":
        return root.remove(int(key))
    target = root.find(int(key))
    if not isinstance(target, Group):
        return 0
    fresh = root.next_id()
    if word == "add-c":
        target.items.append(Condition(fresh, fresh=True))
    elif word == "add-g":
        target.items.append(Group(fresh, "any", items=[Condition(fresh + 1, fresh=True)]))
        return fresh + 1
    return fresh


def depth_of(root: Group, key: int, depth: int = 0) -> int:
    if root.id == key:
        return depth
    for item in root.items:
        inner = item if isinstance(item, Group) else item.where
        if inner is not None and (found := depth_of(inner, key, depth + 1)) >= 0:
            return found
    return -1


def empty() -> Group:
    return Group(1, items=[Condition(2, fresh=True)])


Tree = dict[str, Any]
