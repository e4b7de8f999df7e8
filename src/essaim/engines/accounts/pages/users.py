"""Administration: users."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kit.access import requires

from .. import queries
from ..actions.second_factor import reset_second_factor
from ..actions.users import change_user, deactivate_user, reactivate_user, require_within_ones_own_roles
from ..forms.users import UserForm
from ..models import User
from ..providers import role_choices, roles_held
from ..requests import SignedInRequest

PER_PAGE = 50
STATUSES = ("active", "inactive", "all")


def user_or_404(pk: int) -> User:
    user = queries.user_by_pk(pk)
    if user is None:
        raise Http404
    return user


@requires("view", "access")
def users(request: SignedInRequest) -> HttpResponse:
    text, status = request.GET.get("q", ""), request.GET.get("status", "active")
    network = request.GET.get("network", "")
    status = status if status in STATUSES else "active"
    found = queries.users(text, status, int(network) if network.isdigit() else None)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    held = roles_held(page.object_list)
    labels = {role.code: role.label for role in role_choices(None)}
    rows = [
        {
            "user": user,
            "roles": [labels.get(code, code) for code in held[user.pk]],
            "networks": user.networks.all(),
        }
        for user in page.object_list
    ]
    context = {
        "rows": rows,
        "page": page,
        "q": text,
        "status": status,
        "network": network,
        "networks": queries.networks(),
        "filtered": bool(text or network or status != "active"),
    }
    return render(request, "accounts/users/list.html", context)


@requires("change", "access")
def edit_user(request: SignedInRequest, pk: int) -> HttpResponse:
    user = user_or_404(pk)
    require_within_ones_own_roles(request.user, user)
    form = UserForm(request.POST or None, actor=request.user, user=user)
    if request.method == "POST" and form.is_valid():
        codes = form.role_codes() if form.role_list else None
        try:
            change_user(
                actor=request.user, user=user, values=form.plain_values(),
                memberships=form.memberships(), role_codes=codes,
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Le compte de %(name)s est enregistré.") % {"name": user})
            return redirect("accounts:users")
    context = {"form": form, "person": user, "ways": queries.authenticators_of(user)}
    return render(request, "accounts/users/edit.html", context, status=422 if form.errors else 200)


@requires("delete", "access")
def close_user(request: SignedInRequest, pk: int) -> HttpResponse:
    """Deactivating: the page first names what hangs on the account, which all stays."""
    user = user_or_404(pk)
    require_within_ones_own_roles(request.user, user)
    if request.method == "POST":
        try:
            deactivate_user(actor=request.user, user=user)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect("accounts:edit_user", pk)
        messages.success(request, _("Le compte de %(name)s est désactivé.") % {"name": user})
        return redirect("accounts:users")
    return render(request, "accounts/users/close.html", {"person": user, "hanging": queries.hanging_on(user)})


@requires("change", "access")
@require_POST
def reset_ways(request: SignedInRequest, pk: int) -> HttpResponse:
    """The person lost their phone and their recovery codes."""
    user = user_or_404(pk)
    reset_second_factor(actor=request.user, user=user)
    messages.success(request, _("%(name)s peut de nouveau entrer sans clé ni application.") % {"name": user})
    return redirect("accounts:edit_user", pk)


@requires("change", "access")
@require_POST
def reopen_user(request: SignedInRequest, pk: int) -> HttpResponse:
    user = user_or_404(pk)
    reactivate_user(actor=request.user, user=user)
    messages.success(request, _("Le compte de %(name)s est de nouveau actif.") % {"name": user})
    return redirect("accounts:edit_user", pk)
