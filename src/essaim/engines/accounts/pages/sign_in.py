"""Signing in: password, link, code, second factor, provider. allauth's views in our pages."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url, perform_login
from allauth.core.internal.httpkit import get_client_ip
from allauth.mfa.base import views as mfa
from allauth.mfa.webauthn import views as webauthn
from allauth.socialaccount.adapter import get_adapter as get_social_adapter
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from django.views.generic import TemplateView

from essaim.kit.access import public

from .. import limits
from ..actions.sign_in import sign_in_link as find_link
from ..actions.sign_in import use_sign_in_link
from ..sign_in_required import why_here
from ..tasks import note_refused_sign_in
from .too_many import too_many_requests


class SignIn(account.LoginView):
    template_name = "accounts/sign_in/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        context["providers"] = [
            provider for provider in get_social_adapter().list_providers(self.request) if provider.app
        ]
        context["next_url"] = get_next_redirect_url(self.request) or ""
        sent = self.request.POST if self.request.method == "POST" else self.request.GET
        context["reason"] = sent.get("motif", "")
        context["why_here"] = why_here(context["reason"], context["next_url"])
        return context


class RequestLink(account.RequestLoginCodeView):
    template_name = "accounts/sign_in/request_link.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "next_url": get_next_redirect_url(self.request) or ""}


class ConfirmCode(account.ConfirmLoginCodeView):
    template_name = "accounts/sign_in/confirm_code.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        user = self._process.user
        note_refused_sign_in.enqueue(user.pk if user else 0, get_client_ip(self.request) or "", "code")
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {
            **super().get_context_data(**kwargs),
            "sent_to": self._process.state.get("email", ""),
            "next_url": get_next_redirect_url(self.request) or "",
        }


class SecondFactor(mfa.AuthenticateView):
    template_name = "accounts/sign_in/second_factor.html"

    def form_invalid(self, form: Any) -> HttpResponse:
        address = get_client_ip(self.request) or ""
        note_refused_sign_in.enqueue(self.stage.login.user.pk, address, "second factor")
        return super().form_invalid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        types = set(self.stage.login.user.authenticator_set.values_list("type", flat=True))
        return {**context, "has_passkey": "webauthn" in types, "has_code": bool(types - {"webauthn"})}


class SignOut(account.LogoutView):
    template_name = "accounts/sign_in/sign_out.html"


class Inactive(account.AccountInactiveView):
    template_name = "accounts/sign_in/inactive.html"


class ForgottenPassword(account.PasswordResetView):
    template_name = "accounts/sign_in/forgotten.html"


class ForgottenPasswordSent(account.PasswordResetDoneView):
    template_name = "accounts/sign_in/forgotten_sent.html"


class NewPassword(account.PasswordResetFromKeyView):
    template_name = "accounts/sign_in/new_password.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {"token_fail": False, **super().get_context_data(**kwargs)}


class NewPasswordDone(account.PasswordResetFromKeyDoneView):
    template_name = "accounts/sign_in/new_password_done.html"


class ByInvitation(TemplateView):
    template_name = "accounts/sign_in/by_invitation.html"


_why = public("Pour se connecter, il faut d’abord pouvoir arriver jusque-là.")
sign_in = _why(SignIn.as_view())
request_link = _why(RequestLink.as_view())
confirm_code = _why(ConfirmCode.as_view())
second_factor = _why(SecondFactor.as_view())
passkey = _why(webauthn.LoginWebAuthnView.as_view())
sign_out = public("On peut toujours partir.")(SignOut.as_view())
inactive = _why(Inactive.as_view())
forgotten = _why(ForgottenPassword.as_view())
forgotten_sent = _why(ForgottenPasswordSent.as_view())
new_password = _why(NewPassword.as_view())
new_password_done = _why(NewPasswordDone.as_view())
by_invitation = _why(ByInvitation.as_view())


@public("Le lien reçu par courriel tient lieu de connexion ; il ne sert qu’une fois.")
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def sign_in_link(request: HttpRequest, token: str) -> HttpResponse:
    """GET only shows a button, for mail filters open the links they see."""
    if not limits.allowed(request, "sign_in_link"):
        return too_many_requests(request)
    if request.method != "POST":
        link = find_link(token)
        status = 200 if link else 410
        return render(request, "accounts/sign_in/link.html", {"link": link}, status=status)
    link = use_sign_in_link(token=token)
    if link is None:
        return render(request, "accounts/sign_in/link.html", {"link": None}, status=410)
    if request.user.is_authenticated and request.user.pk != link.user.pk:
        logout(request)
    record_authentication(request, link.user, "code", email=link.user.email)
    return perform_login(request, link.user, redirect_url=link.next_url or None)


@public("Se connecter par le fournisseur d’identité de son organisme.")
@never_cache
@require_POST
def provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sends to the provider through a page, since a form may only lead to our own host (CSP form-action)."""
    if request.GET.get("process", "login") != "login" or request.POST.get("process", "login") != "login":
        raise Http404
    answer = oidc.login(request, provider_id)
    if not isinstance(answer, HttpResponseRedirect):
        return answer
    return render(request, "accounts/sign_in/provider_leaving.html", {"url": answer.url})


@public("Le fournisseur d’identité ramène ici la personne qu’il a reconnue.")
@never_cache
def provider_callback(request: HttpRequest, provider_id: str) -> HttpResponse:
    return oidc.callback(request, provider_id)
