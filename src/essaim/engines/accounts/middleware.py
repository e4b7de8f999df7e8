"""Who asks, from where, in which language; and nobody goes further before the charter is accepted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext as _

from essaim.kit.access import Access
from essaim.kit.writing import Origin, current_origin

from .actions.sessions import see_session
from .charters import pending_for
from .queries import installation_for


class AccountsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        channel = "api" if request.path_info.startswith("/api/") else "web"
        address, session_key = get_client_ip(request) or "", request.session.session_key or ""
        choose_language(request)
        if session_key and request.user.is_authenticated:
            see_session(session_key=session_key, address=address)
        token = current_origin.set(Origin(channel, address, session_key[:8]))
        try:
            return self.get_response(request)
        finally:
            current_origin.reset(token)

    def process_view(self, request: HttpRequest, view: Any, args: tuple, kwargs: dict) -> HttpResponse | None:
        access: Access | None = getattr(view, "access", None)
        if (access and access.kind == "public") or getattr(view, "before_charter", False):
            return None
        if not request.user.is_authenticated or not charter_stands_before(request):
            return None
        return ask_for_charter(request)


def choose_language(request: HttpRequest) -> None:
    """The user's own choice, else a cookie's, else the product's: not the browser's, which nobody chose."""
    chosen = request.user.language if request.session.session_key and request.user.is_authenticated else ""
    language = chosen or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "") or settings.LANGUAGE_CODE
    if language not in dict(settings.LANGUAGES):
        language = settings.LANGUAGE_CODE
    translation.activate(language)
    request.LANGUAGE_CODE = language


def charter_stands_before(request: HttpRequest) -> bool:
    """True while the user has a charter to accept; the session remembers the answer until the stamp changes.

    Who sees the product as somebody else answers for their own charter, never for that other person's.
    """
    user = getattr(request, "real_user", request.user)
    stamp = installation_for(user).charter_stamp
    if not stamp or request.session.get("charter") == f"{user.pk}:{stamp}":
        return False
    if pending_for(user):
        return True
    request.session["charter"] = f"{user.pk}:{stamp}"
    return False


def ask_for_charter(request: HttpRequest) -> HttpResponse:
    """A page leads to the charter and comes back after; a fragment makes the browser go there; the API refuses."""
    text = _("Acceptez d’abord la charte.")
    charter = reverse("accounts:charter")
    if request.headers.get("HX-Request") == "true":
        current = request.headers.get("HX-Current-URL", "")
        here = current if url_has_allowed_host_and_scheme(current, {request.get_host()}) else "/"
        answer = HttpResponse(status=204)
        answer["HX-Redirect"] = f"{charter}?{urlencode({'next': here})}"
        return answer
    if request.path_info.startswith("/api/") or not _wants_page(request):
        return JsonResponse({"detail": text, "url": charter}, status=403)
    here = request.get_full_path() if request.method in {"GET", "HEAD"} else "/"
    return HttpResponseRedirect(f"{charter}?{urlencode({'next': here})}")


def _wants_page(request: HttpRequest) -> bool:
    accepts = request.headers.get("Accept", "*/*")
    return "text/html" in accepts or "*/*" in accepts
