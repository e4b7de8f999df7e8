"""Profiles: their names, who holds them, what hangs on them."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from essaim.kit.access import requires

from .. import queries
from ..actions.roles import do_change_role, do_create_role, do_delete_role
from ..decisions import Refused, can
from ..forms import NewRoleForm, RoleForm
from ..models import Role


def _role(code: str) -> Role:
    found = queries.role(code)
    if found is None:
        raise Http404
    return found


@requires("view", "access")
@require_GET
def roles(request: HttpRequest) -> HttpResponse:
    context = {"roles": queries.roles_with_counts(), "may_add": can(request.user, "create", "access")}
    return render(request, "rights/roles.html", context)


@requires("create", "access")
def create(request: HttpRequest) -> HttpResponse:
    form = NewRoleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        source = queries.role(data["copy_of"]) if data["copy_of"] else None
        made = do_create_role(
            actor=request.user, label=data["label"], description=data["description"], copy_of=source
        )
        messages.success(request, _("Profil « %s » créé.") % made.label)
        return redirect("rights:role", made.code)
    status = 422 if form.is_bound else 200
    return render(request, "rights/role_create.html", {"form": form}, status=status)


@requires("view", "access")
def role(request: HttpRequest, code: str) -> HttpResponse:
    found = _role(code)
    editable = can(request.user, "change", "access")
    initial = {"label": found.label, "description": found.description}
    form = RoleForm(request.POST or None, initial=initial)
    if request.method == "POST":
        if not editable:
            raise Refused("change", "access")
        if form.is_valid():
            do_change_role(actor=request.user, role=found, **form.cleaned_data)
            messages.success(request, _("Profil enregistré."))
            return redirect("rights:role", found.code)
    context = {
        "role": found,
        "form": form,
        "holders": queries.holdings_of_role(found),
        "grants": queries.grants(role=found.code),
        "editable": editable,
        "may_delete": can(request.user, "delete", "access") and not found.is_administrator,
    }
    return render(request, "rights/role.html", context, status=422 if form.is_bound else 200)


@requires("delete", "access")
def delete(request: HttpRequest, code: str) -> HttpResponse:
    found = _role(code)
    if request.method == "POST":
        try:
            do_delete_role(actor=request.user, role=found)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("rights:role", found.code)
        messages.success(request, _("Profil « %s » supprimé.") % found.label)
        return redirect("rights:roles")
    context = {
        "role": found,
        "holders": queries.holdings_of_role(found),
        "grants": queries.grants(role=found.code),
    }
    return render(request, "rights/role_delete.html", context)
