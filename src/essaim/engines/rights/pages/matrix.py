"""The matrix: as the table of the need, profile by profile, and as a grid."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from essaim.kit.access import requires

from .. import queries
from ..decisions import can
from ..matrix import latest_version
from ..models import Reach
from ..presentation import grid as lay_grid
from ..presentation import table
from ..wording import LETTERS, objective_label, resource_label, sentence
from .tabs import tabs

FILTERS = ("profil", "module", "ressource")


@requires("view", "access")
def matrix(request: HttpRequest) -> HttpResponse:
    chosen = {name: request.GET.get(name, "") for name in FILTERS}
    every = queries.resource_codes()
    codes = queries.resource_codes(chosen["module"], chosen["ressource"])
    grants = queries.grants(role=chosen["profil"], codes=codes)
    editable = can(request.user, "change", "access")
    context = {
        "tabs": tabs("matrix"),
        "lines_url": reverse("rights:toggle"),
        "rows": table(grants, editable),
        "chosen": chosen,
        "filtered": any(chosen.values()),
        "query": urlencode({name: value for name, value in chosen.items() if value}),
        "roles": queries.roles(),
        "modules": queries.module_choices(),
        "resources": [(code, resource_label(code)) for code in every],
        "version": latest_version(),
        "editable": editable,
        "may_add": can(request.user, "create", "access"),
    }
    return render(request, "rights/matrix.html", context)


@requires("view", "access")
def by_role(request: HttpRequest) -> HttpResponse:
    """What each role can do, in words; one role at a time."""
    roles = list(queries.roles())
    chosen = next((role for role in roles if role.code == request.GET.get("profil")), None)
    chosen = chosen or (roles[0] if roles else None)
    groups: dict[str, list[dict[str, Any]]] = {}
    closed: list[str] = []
    if chosen and not chosen.is_administrator:
        opened: dict[str, list[Any]] = {}
        for grant in queries.grants(role=chosen.code):
            if grant.actions():
                opened.setdefault(grant.resource, []).append(grant)
        for code in queries.resource_codes():
            if code in opened:
                lines = [{"text": sentence(grant), "grant": grant} for grant in opened[code]]
                groups.setdefault(objective_label(code), []).append(
                    {"label": resource_label(code), "lines": lines}
                )
            else:
                closed.append(resource_label(code))
    context = {
        "tabs": tabs("by_role"),
        "roles": roles,
        "role": chosen,
        "groups": groups,
        "closed": closed,
        "holders": queries.holdings_of_role(chosen) if chosen else [],
    }
    return render(request, "rights/by_role.html", context)


@requires("view", "access")
def grid(request: HttpRequest) -> HttpResponse:
    """Role × resource, compact."""
    roles = list(queries.roles())
    letters = {action: str(letter) for action, letter in LETTERS.items()}
    rows = lay_grid(roles, queries.resource_codes(), queries.grants(), letters)
    reaches = [label for value, label in Reach.choices if value != Reach.ALL]
    context = {"tabs": tabs("grid"), "roles": roles, "rows": rows, "reaches": reaches}
    return render(request, "rights/grid.html", context)
