"""Enforces what each page says of itself (`essaim.kit.access`), before the page runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from essaim.kit.access import Access

from .decisions import can, refusal


class RightsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict[str, Any]) -> None:
        access: Access | None = getattr(view, "access", None)
        if access is None or access.kind != "right":
            return
        resource = access.resource(**kwargs) if callable(access.resource) else access.resource
        if not can(request.user, access.action, resource):
            raise PermissionDenied(refusal(access.action, resource))
