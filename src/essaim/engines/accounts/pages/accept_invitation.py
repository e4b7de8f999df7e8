"""Opening one's account from the link of an invitation."""

from __future__ import annotations

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from essaim.kit.access import public

from .. import limits
from ..actions.invitations import accept_invitation as accept
from ..forms.own import AcceptForm
from ..invitations import invitation_of
from ..models import Invitation
from ..queries import user_by_email
from .too_many import too_many_requests


@public("La personne invitée n’a pas encore de compte ; son lien signé dit qui elle est.")
@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def accept_invitation(request: HttpRequest, token: str) -> HttpResponse:
    if not limits.allowed(request, "accept_invitation"):
        return too_many_requests(request)
    invitation = invitation_of(token)
    if invitation is None or invitation.status != Invitation.Status.WAITING:
        return _refuse(request, invitation)
    if user_by_email(invitation.email):
        return render(request, "accounts/invitation/has_account.html", {"invitation": invitation}, status=409)
    form = AcceptForm(request.POST or None, invitation=invitation)
    if request.method == "POST" and form.is_valid():
        return _open_account(request, invitation, form)
    context = {"form": form, "invitation": invitation}
    return render(request, "accounts/invitation/accept.html", context, status=422 if form.is_bound else 200)


def _open_account(request: HttpRequest, invitation: Invitation, form: AcceptForm) -> HttpResponse:
    values = form.cleaned_data
    try:
        user = accept(
            invitation=invitation,
            first_name=values["first_name"],
            last_name=values["last_name"],
            password=values["password"],
        )
    except ValidationError:
        invitation.refresh_from_db()
        return _refuse(request, invitation)
    if request.user.is_authenticated:
        logout(request)
    record_authentication(request, user, "invitation")
    after = reverse("mfa_add_webauthn") if values["way"] == "passkey" else "/"
    return perform_login(request, user, redirect_url=after)


def _refuse(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    """Says why the link no longer works and whom to ask; nothing more about who was invited."""
    status = invitation.status if invitation else ""
    context = {"status": status, "host": invitation.invited_by if invitation else None}
    return render(request, "accounts/invitation/refused.html", context, status=410)
