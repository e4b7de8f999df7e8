"""Forms of the agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import Scope


class OccurrenceForm(forms.Form):
    """One date of an event, on the clock of the event's zone. `scope` is asked when it repeats."""

    title = forms.CharField(label=_("Titre"), max_length=200)
    start = forms.DateTimeField(
        label=_("Début"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    end = forms.DateTimeField(
        label=_("Fin"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )
    location = forms.CharField(label=_("Lieu"), max_length=200, required=False)
    scope = forms.ChoiceField(
        label=_("Ce qui change"), choices=Scope.choices, widget=forms.RadioSelect, initial=Scope.THIS
    )

    def __init__(self, *args: Any, repeats: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not repeats:
            self.fields["scope"].widget = forms.HiddenInput()
            self.initial["scope"] = Scope.ALL

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        start, end = values.get("start"), values.get("end")
        if start and end and end < start:
            self.add_error("end", _("La fin vient avant le début."))
        return values


class FeedForm(forms.Form):
    """What a calendar program will read."""

    network: Any = forms.ModelChoiceField(
        queryset=None, label=_("Réseau"), required=False, empty_label=_("Tous mes réseaux")
    )
    territory: Any = forms.ModelChoiceField(
        queryset=None, label=_("Territoire"), required=False, empty_label=_("Tous mes territoires")
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["network"].queryset = user.networks.all()  # type: ignore[attr-defined]
        self.fields["territory"].queryset = user.territories.all()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("network") and values.get("territory"):
            self.add_error("territory", _("Choisissez un réseau ou un territoire, pas les deux."))
        return values
