"""A new token of one's own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.models import ApiToken

DAYS = [("30", _("30 jours")), ("90", _("90 jours")), ("365", _("un an")), ("0", _("sans limite"))]


class TokenForm(forms.Form):
    name = forms.CharField(
        label=_("Nom"), max_length=100, help_text=_("À quoi il sert : « Site web », « Tableau de Nadia »…")
    )
    scope = forms.ChoiceField(
        label=_("Il permet de"), choices=ApiToken.Scope.choices, widget=forms.RadioSelect, initial="read"
    )
    days = forms.ChoiceField(label=_("Il expire dans"), choices=DAYS, initial="90")
    dry_run = forms.BooleanField(
        label=_("À blanc : vérifier les écritures sans rien enregistrer"), required=False
    )

    def values(self) -> dict[str, Any]:
        return {**self.cleaned_data, "days": int(self.cleaned_data["days"]) or None}
