from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class CharterForm(forms.Form):
    title = forms.CharField(label=_("Titre"), max_length=200)
    body = forms.CharField(
        label=_("Texte"),
        max_length=100_000,
        widget=forms.Textarea({"rows": 18, "data-autosize": ""}),
        help_text=_(
            "Commencez chaque article par « ## » suivi de son titre. « - » fait une liste, « **gras** » du gras."
        ),
    )


class AcceptCharterForm(forms.Form):
    """`versions`: the ids of what was shown, so that nothing unseen is accepted."""

    versions = forms.CharField(widget=forms.HiddenInput)
    agreed = forms.BooleanField(label=_("J’ai lu et j’accepte."))

    def clean_versions(self) -> list[int]:
        return [int(value) for value in self.cleaned_data["versions"].split(",") if value.isdigit()]
