"""What record types with rules of their own declare, so that ten thousand rows cost seconds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from typing import Any

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class Satellite:
    """Rows that the record type's own actions write beside the record: `model` ("app.Model"), whose
    foreign key `link` leads to it, when one of the fields `when` is written. They are undone with it.
    """

    model: str
    link: str
    when: frozenset[str]


@dataclass(frozen=True)
class BulkRule:
    """How records of a type are written many at a time, in the place of its `create` and `after_save`.

    `after_created(objs, actor, work, values)`: once, in the transaction, with the values of each. A type
    with a `create` or a `change` of its own and no rule here is written one record after the other.
    """

    type: str
    after_created: Callable[..., None] | None = None
    satellites: tuple[Satellite, ...] = ()
    around: Callable[[], AbstractContextManager[Any]] | None = None


bulk_rules: Registry[BulkRule] = Registry("bulk rules", BulkRule, lambda item: item.type)


def rule_of(type_name: str) -> BulkRule | None:
    return bulk_rules.get(type_name) if type_name in bulk_rules else None


@contextmanager
def in_bulk() -> Iterator[None]:
    """What every rule wants around a long work."""
    with ExitStack() as stack:
        for rule in bulk_rules:
            if rule.around is not None:
                stack.enter_context(rule.around())
        yield
