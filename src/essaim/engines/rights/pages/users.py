"""The roles of one user."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from essaim.kit.access import requires

from .. import queries
from ..actions.roles import LastAdministrator, do_set_roles
from ..decisions import Refused, can, rights_of
from ..forms import UserRolesForm
from ..viewing import may_view_as


@requires("view", "access")
def user(request: HttpRequest, pk: int) -> HttpResponse:
    found = queries.user(pk)
    if found is None:
        raise Http404
    holdings = list(queries.holdings_of_user(found))
    locked = not rights_of(request.user).administrator
    initial = {"roles": [holding.role.code for holding in holdings]}
    form = UserRolesForm(request.POST or None, initial=initial, locked=locked)
    editable = can(request.user, "change", "access")
    if request.method == "POST":
        if not editable:
            raise Refused("change", "access")
        if form.is_valid() and _save(request, found, form.cleaned_data["roles"], locked):
            return redirect("rights:user", pk)
    context = {
        "person": found,
        "form": form,
        "holdings": holdings,
        "editable": editable,
        "may_view_as": found != request.user and may_view_as(request.user, found),
    }
    return render(request, "rights/user.html", context, status=422 if form.is_bound else 200)


def _save(request: HttpRequest, found: Any, codes: list[str], locked: bool) -> bool:
    kept = [
        holding.role
        for holding in queries.holdings_of_user(found)
        if locked and holding.role.is_administrator
    ]
    wanted = [role for role in queries.roles() if role.code in codes]
    try:
        given, withdrawn = do_set_roles(actor=request.user, user=found, roles=[*wanted, *kept])
    except LastAdministrator as error:
        messages.error(request, " ".join(error.messages))
        return True
    if given or withdrawn:
        messages.success(request, _("Profils de %s enregistrés.") % found)
    else:
        messages.info(request, _("Aucun changement."))
    return True


@requires("view", "access")
@require_GET
def search(request: HttpRequest) -> JsonResponse:
    """Users by name, for the combobox."""
    found = queries.find_users(request.GET.get("q", ""))
    results = [
        {
            "id": user.pk,
            "label": str(user),
            "hint": ", ".join(str(holding.role) for holding in user.role_holdings.all()) or user.email,
            "icon": "user",
        }
        for user in found
    ]
    return JsonResponse({"results": results})
