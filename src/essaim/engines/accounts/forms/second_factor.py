"""The forms of the second factor and of passkeys, with our words."""

from __future__ import annotations

from typing import Any

from allauth.mfa.base import forms as base
from allauth.mfa.totp import forms as totp
from allauth.mfa.webauthn import forms as webauthn
from django import forms
from django.utils.translation import gettext_lazy as _

from .sign_in import dress


def _code(form: forms.Form, help_text: Any) -> None:
    dress(
        form,
        "code",
        _("Code"),
        help_text,
        autocomplete="one-time-code",
        inputmode="numeric",
        spellcheck="false",
    )


class SecondFactorForm(base.AuthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Les 6 chiffres de votre application, ou un code de secours."))


class ConfirmCodeForm(base.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Les 6 chiffres de votre application, ou un code de secours."))


class ActivateForm(totp.ActivateTOTPForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _code(self, _("Les 6 chiffres que votre application affiche maintenant."))


class AddPasskeyForm(webauthn.AddWebAuthnForm):
    """Every key signs in by itself: the browser checks the person by fingerprint, face or PIN."""

    passwordless = forms.BooleanField(required=False, initial=True, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "name", _("Nom de la clé"), _("Pour la reconnaître : « Téléphone », « Clé bleue »…"))


class RenamePasskeyForm(webauthn.EditWebAuthnForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "name", _("Nom de la clé"), maxlength=80)
