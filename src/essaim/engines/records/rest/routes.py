"""Addresses that engines above add to the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class ApiRoute:
    """An address below /api/v1/. `get(user, parameters)` gives JSON-ready data, or raises QueryError.

    `parameters`: {name: what it does}, for the documentation. `put(user, data)`, when there is one, writes
    what was sent and answers alike. Parts of `path` in angle brackets come as keyword arguments.
    """

    name: str
    path: str
    get: Callable[..., Any]
    summary: Any
    parameters: dict[str, Any]
    put: Callable[..., Any] | None = None


api_routes: Registry[ApiRoute] = Registry("API routes", ApiRoute, lambda item: item.name)
