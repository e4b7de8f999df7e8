"""Pages shown instead of the one asked for: each says what happened and what to do next."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from .context import Shell


def _answer(request: HttpRequest, status: int, context: dict[str, Any]) -> HttpResponse:
    signed_in = getattr(getattr(request, "user", None), "is_authenticated", False)
    base = "kit/base.html" if signed_in else "kit/base_plain.html"
    response = render(request, "shell/error.html", {"base": base, "status": status, **context}, status=status)
    if request.headers.get("HX-Request"):
        response.headers["X-Essaim-Message"] = quote(str(context["text"]))
    return response


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """`exception` may say which right is missing, and carry `why_url`."""
    said = str(exception) if exception.args else ""
    context = {
        "icon": "lock",
        "title": _("Cette page ne vous est pas ouverte"),
        "text": said or _("Votre profil ne permet pas d’ouvrir cette page."),
        "advice": _(
            "Si vous en avez besoin pour votre travail, demandez ce droit à l’administrateur de votre outil."
        ),
        "why_url": getattr(exception, "why_url", ""),
        "contact": Shell(request).contact_email,
    }
    return _answer(request, 403, context)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    context = {
        "icon": "map-search",
        "title": _("Cette page est introuvable"),
        "text": _(
            "L’adresse est peut-être incomplète, la fiche a été supprimée, ou elle ne vous est pas ouverte."
        ),
        "advice": _("Retrouvez-la par la recherche, ou repartez de l’accueil."),
        "why_url": "",
        "contact": "",
    }
    return _answer(request, 404, context)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    context = {
        "icon": "refresh",
        "title": _("Cette page est restée ouverte trop longtemps"),
        "text": _("Par sécurité, l’envoi n’a pas été accepté. Rien n’a été modifié."),
        "advice": _(
            "Revenez à la page précédente et rechargez-la : ce que vous aviez tapé vous sera proposé. "
            "Votre navigateur doit accepter les cookies."
        ),
        "why_url": "",
        "contact": "",
    }
    return _answer(request, 403, context)


def server_error(request: HttpRequest) -> HttpResponse:
    """Stands on nothing: neither database nor session, either of which may be what failed."""
    return HttpResponse(render_to_string("shell/server_error.html"), status=500)
