"""The user's own clock, for the whole product: kept in the account, carried by the session."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .choices import ZONES

KEY = "clock"
KNOWN = dict(ZONES)


class ClockMiddleware:
    """Every page reads and shows moments on the clock of its reader. No query: the session has it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        session: Any = getattr(request, "session", None)
        zone = session.get(KEY, "") if session is not None and request.user.is_authenticated else ""
        if zone not in KNOWN:
            return self.get_response(request)
        with timezone.override(ZoneInfo(zone)):
            return self.get_response(request)


def carry(request: HttpRequest, zone: str) -> None:
    """From now on in this session; "" for the clock of the installation."""
    if zone:
        request.session[KEY] = zone
    else:
        request.session.pop(KEY, None)
