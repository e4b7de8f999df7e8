"""What `essaim setup` makes beside tables and roles: each engine declares its reference data."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from .registry import Registry


@dataclass(frozen=True)
class SetupStep:
    """`run` makes what is missing and leaves the rest as it is: it is called at every start."""

    name: str
    label: Any
    run: Callable[[], None]
    order: int = 100


setup_steps: Registry[SetupStep] = Registry("set-up", SetupStep, lambda item: item.name)
