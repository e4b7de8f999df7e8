"""Templates: what a sandbox can be a copy of. Modules declare theirs in `sandboxes.py`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class Fault:
    """Something to be found in a template, for who teaches with it. `where`: how the records are named."""

    kind: str
    where: str
    found: str
    remedy: str


@dataclass(frozen=True)
class Template:
    """`build(today)` fills a database that has its tables, roles and reference data, and no more: it is
    called inside it, once a day. `account`: e-mail of the account one is in there.

    `freshen(since, today)` moves, inside a copy of an earlier day, what must stay close to today.
    `answers(today)`: the faults left on purpose.
    """

    code: str
    label: Any
    description: Any
    account: str
    build: Callable[[date], None]
    freshen: Callable[[date, date], None] | None = None
    answers: Callable[[date], list[Fault]] | None = None


templates: Registry[Template] = Registry("sandbox templates", Template, lambda item: item.code)
