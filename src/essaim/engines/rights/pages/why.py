"""`Pourquoi ?`: which line of the matrix opens something, or which is missing and who can add it."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from essaim.kit.access import ACTIONS, requires, signed_in

from ..audience import who_can_see
from ..decisions import can
from ..declarations import resources
from ..explanations import explain
from ..reachable import find_visible
from ..wording import INFINITIVES


@signed_in
@require_GET
def why(request: HttpRequest) -> HttpResponse:
    """For oneself. An object one cannot see is answered exactly as one that does not exist."""
    action, resource = request.GET.get("action", ""), request.GET.get("resource", "")
    if action not in ACTIONS or resource not in resources:
        raise Http404
    asked = bool(request.GET.get("type") and request.GET.get("id"))
    obj = _object(request)
    explanation = explain(request.user, action, resource, obj)
    context = {
        "explanation": explanation,
        "verb": INFINITIVES[action],
        "out_of_sight": asked and obj is None,
        "others": [
            {"verb": INFINITIVES[other], "allowed": can(request.user, other, resource, obj), "action": other}
            for other in ("view", "create", "change", "delete")
        ],
        "query": _query(request),
        "may_see_who": obj is not None and can(request.user, "view", "access"),
    }
    template = "rights/parts/why_answer.html" if request.htmx else "rights/why.html"  # type: ignore[attr-defined]
    return render(request, template, context)


def _object(request: HttpRequest) -> Any:
    return find_visible(request.user, request.GET.get("type", ""), request.GET.get("id", ""))


def _query(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("action", None)
    return kept.urlencode()


@requires("view", "access")
@require_GET
def who(request: HttpRequest) -> HttpResponse:
    """Who can see an object, for those who manage rights and see it themselves."""
    obj = _object(request)
    if obj is None:
        raise Http404
    seers = who_can_see(obj, resource=request.GET.get("resource", ""))
    people = {user.pk for seer in seers for user in seer.users}
    context = {"obj": obj, "seers": seers, "count": len(people), "query": request.GET.urlencode()}
    return render(request, "rights/who.html", context)
