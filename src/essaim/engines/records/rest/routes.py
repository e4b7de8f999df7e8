"""Addresses that engines above add to the API."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from essaim.kit.registry import Registry


@dataclass(frozen=True)
class ApiRoute:
    """`path` below /api/v1/ ("search/"); `view` is marked by `kit.access.api` and made of `rest.views.ApiView`."""

    name: str
    path: str
    view: Callable[..., Any]


api_routes: Registry[ApiRoute] = Registry("API routes", ApiRoute, lambda item: item.name)
