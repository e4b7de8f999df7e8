"""Networks, territories and groups."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from ..models import Group, Network, Territory
from ..queries import territories


class NetworkForm(forms.ModelForm):
    website = forms.URLField(label=_("Site web"), required=False, assume_scheme="https")

    class Meta:
        model = Network
        fields = ["name", "code", "description", "website", "order"]
        widgets = {"description": forms.Textarea({"rows": 3})}
        help_texts = {
            "code": _("Court, sans espace ni accent ; il sert aux imports et ne devrait plus changer."),
            "order": _("Les plus petits viennent en premier."),
        }


class TerritoryForm(forms.ModelForm):
    class Meta:
        model = Territory
        fields = ["name", "kind", "code", "parent"]
        help_texts = {"code": _("Celui de l’INSEE quand il y en a un : 44 pour la Loire-Atlantique.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        possible = territories()
        if self.instance.pk:
            possible = possible.exclude(path__startswith=self.instance.path)
        parent: Any = self.fields["parent"]
        parent.queryset = possible
        parent.widget.attrs["data-combobox"] = ""

    def clean_code(self) -> str:
        code = self.cleaned_data["code"].strip()
        if "/" in code:
            raise ValidationError(_("Un code ne contient pas de barre oblique."))
        return code

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        parent, code = values.get("parent"), values.get("code")
        path = f"{parent.path if parent else ''}{code}/"
        if code and Territory.objects.filter(path=path).exclude(pk=self.instance.pk).exists():
            self.add_error("code", _("Un territoire porte déjà ce code au même endroit."))
        return values


class GroupForm(forms.ModelForm):
    class Meta:
        model = Group
        fields = ["name", "network"]
        help_texts = {"network": _("Laissez vide pour un groupe commun à plusieurs réseaux.")}
