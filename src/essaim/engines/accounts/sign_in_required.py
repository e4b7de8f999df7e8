"""Who is not signed in is led to the sign-in page, which says why, and back to what they were doing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

READING = {"GET", "HEAD"}


class SignInRequired(LoginRequiredMiddleware):
    def handle_no_permission(  # type: ignore[override]
        self, request: HttpRequest, view_func: Callable[..., Any]
    ) -> HttpResponse:
        """A part of a page gets 401 and leaves the page as it is: what was typed there stays."""
        if request.headers.get("HX-Request") == "true":
            answer = HttpResponse(status=401)
            answer["X-Essaim-Message"] = quote(
                _(
                    "Votre session est terminée. Reconnectez-vous dans un autre onglet, "
                    "puis réessayez : ce que vous avez saisi reste là."
                )
            )
            return answer
        query = {"next": _back_to(request)}
        if reason := _reason(request):
            query["motif"] = reason
        return HttpResponseRedirect(f"{reverse(settings.LOGIN_URL)}?{urlencode(query)}")


def _reason(request: HttpRequest) -> str:
    if request.method not in READING:
        return "envoi"
    return "session" if request.COOKIES.get(settings.SESSION_COOKIE_NAME) else ""


def _back_to(request: HttpRequest) -> str:
    """The page asked for; after a sending, the page of the form (another may not be opened by its address)."""
    if request.method in READING:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        parts = urlsplit(came_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.get_full_path()


def why_here(reason: str, next_url: str) -> str:
    """What the sign-in page says to who did not come by themselves; "" when there is nothing to say."""
    if reason == "envoi":
        return _(
            "Votre session était terminée : l’envoi n’a pas été enregistré. Connectez-vous, "
            "et ce que vous aviez tapé vous sera proposé."
        )
    if reason == "session":
        return _("Votre session est terminée. Connectez-vous pour reprendre où vous en étiez.")
    return _("Connectez-vous pour ouvrir la page demandée.") if next_url not in {"", "/"} else ""
