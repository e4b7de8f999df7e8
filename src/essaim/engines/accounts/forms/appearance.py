from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from essaim.kit.colour import parse

from ..logos import Logo, read_logo


class ColourField(forms.CharField):
    """ "#rrggbb", also written without the sharp or with three digits."""

    widget = forms.TextInput(attrs={"type": "color"})

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        try:
            return parse(text) if text else ""
        except ValueError:
            raise ValidationError(
                _("Une couleur s’écrit # suivi de six chiffres ou lettres de a à f.")
            ) from None


class InstallationForm(forms.Form):
    name = forms.CharField(label=_("Nom de la plateforme"), max_length=80)
    contact_email = forms.EmailField(
        label=_("Adresse de contact"),
        required=False,
        help_text=_("Montrée à qui ne peut pas se connecter ou n’a pas le droit demandé."),
    )


class AppearanceForm(forms.Form):
    brand = ColourField(label=_("Couleur principale"), help_text=_("Boutons, liens, repères du menu."))
    accent = ColourField(label=_("Couleur d’appoint"), help_text=_("Pastilles et détails, jamais du texte."))
    logo = forms.FileField(
        label=_("Logo"),
        required=False,
        help_text=_("PNG, JPEG ou WebP, 512 ko au plus ; sur fond transparent de préférence."),
        widget=forms.FileInput({"accept": "image/png,image/jpeg,image/webp"}),
    )
    remove_logo = forms.BooleanField(label=_("Retirer le logo"), required=False)

    def clean_logo(self) -> Logo | None:
        upload = self.cleaned_data["logo"]
        return read_logo(upload) if upload else None
