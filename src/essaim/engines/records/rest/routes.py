"""Addresses that engines above add to the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class ApiRoute:
    """A reading below /api/v1/. `get(user, parameters)` gives JSON-ready data, or raises QueryError.

    `parameters`: {name: what it does}, for the documentation.
    """

    name: str
    path: str
    get: Callable[[Any, Any], Any]
    summary: Any
    parameters: dict[str, Any]


api_routes: Registry[ApiRoute] = Registry("API routes", ApiRoute, lambda item: item.name)
