"""`Voir en tant que`."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import get_script_prefix
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kit.access import requires, signed_in

from .. import queries
from ..actions.viewing import do_end_viewing, do_start_viewing
from ..decisions import rights_of


@requires("change", "access")
def view_as(request: HttpRequest) -> HttpResponse:
    administrator = rights_of(request.user).administrator
    if request.method == "POST":
        return _start(request)
    roles = [role for role in queries.roles() if administrator or not role.is_administrator]
    return render(request, "rights/view_as.html", {"roles": roles})


def _start(request: HttpRequest) -> HttpResponse:
    person, code = request.POST.get("user", ""), request.POST.get("role", "")
    user = queries.user(int(person)) if person.isdigit() else None
    role = queries.role(code) if code and user is None else None
    if user is None and role is None:
        messages.error(request, _("Choisissez une personne ou un profil."))
        return redirect("rights:view_as")
    try:
        do_start_viewing(actor=request.user, request=request, user=user, role=role)
    except PermissionDenied:
        messages.error(request, _("Seul un administrateur peut voir l’outil comme un administrateur."))
        return redirect("rights:view_as")
    return redirect(get_script_prefix())


@signed_in
@require_POST
def end(request: HttpRequest) -> HttpResponse:
    real = getattr(request, "real_user", request.user)
    do_end_viewing(actor=real, request=request)
    return redirect(get_script_prefix())
