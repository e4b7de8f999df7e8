"""Events after commit: how a module tells others that something happened.

`declare` an event name with its payload keys, `subscribe` to it, `publish` it. Subscribers run
after the transaction commits; a failing subscriber is logged and stops neither the others nor
the caller.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction

from .registry import Registry, RegistryError

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class EventType:
    """`keys`: the names its payload always holds. `label`: what administrators read when they choose it."""

    name: str
    keys: frozenset[str] = field(default_factory=frozenset)
    label: Any = ""


event_types: Registry[EventType] = Registry("events", EventType, lambda item: item.name)
_subscribers: dict[str, list[Callable[..., Any]]] = defaultdict(list)


def declare(name: str, *keys: str, label: Any = "") -> None:
    event_types.declare(EventType(name, frozenset(keys), label))


def subscribe(name: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    def register(function: Callable[..., Any]) -> Callable[..., Any]:
        _subscribers[name].append(function)
        return function

    return register


def publish(name: str, **payload: Any) -> None:
    missing = event_types.get(name).keys - payload.keys()
    if missing:
        raise RegistryError(f"event {name}: payload lacks {', '.join(sorted(missing))}")
    transaction.on_commit(lambda: _deliver(name, payload))


def _deliver(name: str, payload: dict[str, Any]) -> None:
    for function in _subscribers[name]:
        try:
            function(**payload)
        except Exception:
            logger.exception("subscriber %s of event %s failed", function.__qualname__, name)
