"""One's own profile, and the account one opens by accepting an invitation."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import Invitation, User
from .sign_in import new_password_help


class ProfileForm(forms.Form):
    first_name = forms.CharField(
        label=_("Prénom"), max_length=100, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Nom"), max_length=100, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    language = forms.ChoiceField(label=_("Langue des pages et des courriels"), choices=settings.LANGUAGES)


class AcceptForm(forms.Form):
    """How the person will sign in is asked first; the password only matters to those who choose one."""

    WAYS = (
        ("password", _("Avec un mot de passe")),
        ("link", _("Sans mot de passe : un lien reçu par courriel à chaque fois")),
        ("passkey", _("Avec une clé d’accès : empreinte, visage ou code de votre appareil")),
    )
    first_name = forms.CharField(
        label=_("Prénom"), max_length=100, widget=forms.TextInput({"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Nom"), max_length=100, widget=forms.TextInput({"autocomplete": "family-name"})
    )
    way = forms.ChoiceField(
        label=_("Comment voulez-vous vous connecter ?"),
        choices=WAYS,
        initial="password",
        widget=forms.RadioSelect,
    )
    password = forms.CharField(
        label=_("Mot de passe"),
        strip=False,
        error_messages={"required": _("Choisissez un mot de passe, ou une autre façon de vous connecter.")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, *args: Any, invitation: Invitation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.fields["first_name"].initial = invitation.first_name
        self.fields["last_name"].initial = invitation.last_name
        password = self.fields["password"]
        password.help_text = new_password_help()
        # The box is hidden for the other ways, and a browser would insist on a box nobody sees.
        self.use_required_attribute = False
        password.required = self.data.get("way", "password") == "password"

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("way") != "password":
            values["password"] = None
            return values
        if not values.get("password"):
            return values
        known = User(
            email=self.invitation.email,
            first_name=values.get("first_name", ""),
            last_name=values.get("last_name", ""),
        )
        try:
            validate_password(values["password"], known)
        except ValidationError as error:
            self.add_error("password", error)
        return values
