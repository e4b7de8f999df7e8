"""What `essaim check` runs: each engine declares its own checks in words an operator understands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class Finding:
    """level: "ok" | "warning" | "error"; `text` says what was found, `advice` what to do."""

    level: str
    text: Any
    advice: Any = ""


@dataclass(frozen=True)
class OperatorCheck:
    name: str
    label: Any
    run: Callable[[], Iterator[Finding]]


operator_checks: Registry[OperatorCheck] = Registry("checks", OperatorCheck, lambda item: item.name)


@dataclass(frozen=True)
class PeriodicTask:
    """`run` is called by the worker every `every_seconds`, by one worker at a time."""

    name: str
    run: Callable[[], None]
    every_seconds: int


periodic_tasks: Registry[PeriodicTask] = Registry("periodic tasks", PeriodicTask, lambda item: item.name)


@dataclass(frozen=True)
class DemoPart:
    """Demo data of one engine or module, made in `order`; `build(world)` adds to a shared world."""

    name: str
    build: Callable[[Any], None]
    order: int = 100


demo_parts: Registry[DemoPart] = Registry("demo", DemoPart, lambda item: item.name)
