"""The filter form inside a page of another engine: templates records/_filter_group.html read its context.

The page's form posts to `action_url`; a button's `do` ("add-c:1", "del:3", "draw") says what to redraw.
"""

from __future__ import annotations

from typing import Any

from django.http import QueryDict

from essaim.engines.records.declarations import Field, RecordType
from essaim.engines.records.query.errors import QueryError
from essaim.engines.records.query.schema import check_node

from . import tree, words
from .controls import Drawer
from .convert import Converter, Opener

REDRAWS = ("add-c", "add-g", "del", "draw")


class FilterEditor:
    def __init__(self, user: Any, record_type: RecordType) -> None:
        self.user = user
        self.type = record_type

    def opened(self, node: dict[str, Any] | None) -> tree.Group:
        return Opener(self.user, self.type).root(node)

    def read(self, data: QueryDict) -> tree.Group:
        return tree.read(data)

    def act(self, root: tree.Group, action: str) -> int:
        """Does what a button asks. The id of the condition to put the focus on, or 0."""
        return tree.act(root, action)

    def node(self, root: tree.Group) -> dict[str, Any] | None:
        """The filter, or QueryError; what is wrong stands beside each condition."""
        if len(root.items) == 1 and isinstance(root.items[0], tree.Condition) and not root.items[0].field:
            return None
        converter = Converter(self.user, self.type)
        found = converter.root(root)
        if converter.failed:
            raise QueryError("filter")
        if found is not None:
            check_node(found)
        return found

    def context(self, root: tree.Group, action_url: str, focus: int = 0) -> dict[str, Any]:
        return {
            "box": Drawer(self.user, self.type).box(root),
            "focus": focus,
            "action_url": action_url,
            "periods": words.PERIODS.items(),
            "units": words.UNITS.items(),
            "months": words.MONTHS.items(),
            "thans": words.THAN_WORDS.items(),
        }


def options_of(user: Any, record_type: RecordType, item: Field) -> list[tuple[str, str]]:
    """(code, label) of what a CHOICE, LINK or TAGS field may hold, at most 500."""
    return Drawer(user, record_type).options(item)
