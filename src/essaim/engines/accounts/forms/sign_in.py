"""The forms of signing in and of passwords, with our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from django import forms
from django.utils.translation import gettext_lazy as _


def dress(form: forms.Form, name: str, label: Any, help_text: Any = "", **attributes: Any) -> None:
    """Our label and help on a field of allauth's, without the placeholder which repeats the label."""
    field = form.fields[name]
    field.label, field.help_text = label, help_text
    field.widget.attrs.pop("placeholder", None)
    field.widget.attrs.update(attributes)


def email_field(form: forms.Form, name: str, help_text: Any = "") -> None:
    dress(
        form, name, _("Adresse électronique"), help_text,
        autocomplete="username", inputmode="email", autocapitalize="none", spellcheck="false",
    )  # fmt: skip


def new_password_help() -> str:
    return str(
        _("12 caractères au moins. Ni un mot de passe courant, ni votre nom, ni seulement des chiffres.")
    )


class SignInForm(allauth_forms.LoginForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email_field(self, "login")
        dress(self, "password", _("Mot de passe"))


class LinkRequestForm(allauth_forms.RequestLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email_field(self, "email")


class CodeForm(allauth_forms.ConfirmLoginCodeForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(
            self,
            "code",
            _("Code reçu"),
            autocomplete="one-time-code",
            autocapitalize="characters",
            spellcheck="false",
        )


class ForgottenPasswordForm(allauth_forms.ResetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        email_field(self, "email")


class _TwoPasswords:
    def _dress_passwords(self) -> None:
        dress(self, "password1", _("Nouveau mot de passe"), new_password_help())  # type: ignore[arg-type]
        dress(self, "password2", _("Le même, une seconde fois"))  # type: ignore[arg-type]

    def clean(self) -> Any:
        values = super().clean()  # type: ignore[misc]
        errors = self.errors.get("password2")  # type: ignore[attr-defined]
        if errors and values.get("password1"):
            errors[:] = [_("Les deux mots de passe ne sont pas les mêmes.")]
        return values


class NewPasswordForm(_TwoPasswords, allauth_forms.ResetPasswordKeyForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dress_passwords()


class SetPasswordForm(_TwoPasswords, allauth_forms.SetPasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._dress_passwords()


class ChangePasswordForm(_TwoPasswords, allauth_forms.ChangePasswordForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "oldpassword", _("Mot de passe actuel"))
        self._dress_passwords()


class ConfirmPasswordForm(allauth_forms.ReauthenticateForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        dress(self, "password", _("Mot de passe"))
