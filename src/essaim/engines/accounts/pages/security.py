"""One's own ways of signing in: password, passkeys, authenticator application, recovery codes."""

from __future__ import annotations

from typing import Any

from allauth.account import views as account
from allauth.account.decorators import reauthentication_required
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from allauth.mfa.webauthn.internal import auth
from django.http import HttpResponse
from django.shortcuts import redirect, render

from essaim.kit.access import own_account_only

from ..access import own_account
from ..actions.second_factor import count_codes_as_shown
from ..queries import authenticators_of
from ..requests import SignedInRequest


@own_account
@own_account_only
def security(request: SignedInRequest) -> HttpResponse:
    return render(request, "accounts/own/security.html", {"ways": authenticators_of(request.user)})


@own_account
@own_account_only
def security_redirect(request: SignedInRequest) -> HttpResponse:
    """Where allauth's views come back to: our one page holds it all."""
    return redirect("accounts:security")


class ChangePassword(account.PasswordChangeView):
    template_name = "accounts/own/password.html"


class SetPassword(account.PasswordSetView):
    template_name = "accounts/own/password.html"


class ConfirmPassword(account.ReauthenticateView):
    template_name = "accounts/own/confirm.html"


class ConfirmByCode(mfa.ReauthenticateView):
    template_name = "accounts/own/confirm.html"


class ConfirmByPasskey(webauthn.ReauthenticateWebAuthnView):
    template_name = "accounts/own/confirm_passkey.html"


class MakesCodes:
    """A view whose success may have made recovery codes, shown on the page it leads to."""

    def form_valid(self, form: Any) -> HttpResponse:
        answer: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        count_codes_as_shown(self.request.user)  # type: ignore[attr-defined]
        return answer


class ActivateApplication(MakesCodes, totp.ActivateTOTPView):
    template_name = "accounts/own/application_activate.html"


class DeactivateApplication(totp.DeactivateTOTPView):
    template_name = "accounts/own/application_deactivate.html"


class RecoveryCodes(codes.ViewRecoveryCodesView):
    template_name = "accounts/own/recovery_codes.html"


class NewRecoveryCodes(MakesCodes, codes.GenerateRecoveryCodesView):
    template_name = "accounts/own/recovery_codes_new.html"


class RecoveryCodesFile(codes.DownloadRecoveryCodesView):
    template_name = "accounts/own/recovery_codes.txt"
    content_type = "text/plain; charset=utf-8"

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponse:
        answer = super().render_to_response(context, **kwargs)
        answer["Content-Disposition"] = 'attachment; filename="codes-de-secours.txt"'
        return answer


class AddPasskey(MakesCodes, webauthn.AddWebAuthnView):
    template_name = "accounts/own/passkey_add.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """The key must be able to sign in by itself, so it is asked to check who holds it."""
        context = super().get_context_data(**kwargs)
        context["js_data"] = {"creation_options": auth.begin_registration(self.request.user, True)}
        return context


class RenamePasskey(webauthn.EditWebAuthnView):
    template_name = "accounts/own/passkey_rename.html"


class RemovePasskey(webauthn.RemoveWebAuthnView):
    template_name = "accounts/own/passkey_remove.html"


change_password = own_account(ChangePassword.as_view())
set_password = own_account(reauthentication_required()(SetPassword.as_view()))
confirm_password = own_account(ConfirmPassword.as_view())
confirm_by_code = own_account(ConfirmByCode.as_view())
confirm_by_passkey = own_account(ConfirmByPasskey.as_view())
activate_application = own_account(ActivateApplication.as_view())
deactivate_application = own_account(DeactivateApplication.as_view())
recovery_codes = own_account(RecoveryCodes.as_view())
new_recovery_codes = own_account(NewRecoveryCodes.as_view())
recovery_codes_file = own_account(RecoveryCodesFile.as_view())
add_passkey = own_account(AddPasskey.as_view())
rename_passkey = own_account(RenamePasskey.as_view())
remove_passkey = own_account(RemovePasskey.as_view())
