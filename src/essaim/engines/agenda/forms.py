"""Forms of the agenda."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from .actions.saving import may_keep_private
from .choices import ZONES, Category, Scope


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


class DuplicateForm(forms.Form):
    """The same event on another day, on the clock of the event's zone."""

    title = forms.CharField(label=_("Titre"), max_length=200)
    start = forms.DateTimeField(
        label=_("Nouveau début"),
        widget=forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"],
    )


class ClockForm(forms.Form):
    """The clock on which the whole product is read."""

    zone = forms.ChoiceField(
        label=_("Heure de"), required=False, choices=(("", _("la plateforme")), *ZONES),
        help_text=_("Toutes les heures que vous lisez et écrivez sont à cette heure-là."),
    )  # fmt: skip


class OutsideForm(forms.Form):
    """The public address of an agenda, and who else sees it here."""

    name = forms.CharField(label=_("Nom"), max_length=80)
    url = forms.CharField(
        label=_("Adresse"), max_length=1000, widget=forms.TextInput({"inputmode": "url", "autocomplete": "off"}),
        help_text=_("Celle que donne l’autre agenda sous « adresse iCal » ; elle commence par https:// ou webcal://."),
    )  # fmt: skip
    networks: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Montré aussi à"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, user: Any, *args: Any, may_share: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = user.networks.order_by("name")
        self.fields["networks"].queryset = rows  # type: ignore[attr-defined]
        if not may_share or not rows.exists():
            del self.fields["networks"]


class IcsForm(forms.Form):
    """A calendar file, read as text."""

    MOST = 2 * 2**20

    file = forms.FileField(
        label=_("Fichier .ics"), widget=forms.FileInput({"accept": ".ics,text/calendar"}), max_length=200,
        help_text=_("Celui que donne « Exporter » dans l’autre agenda. 2 Mo au plus."),
    )  # fmt: skip

    def clean_file(self) -> Any:
        given = self.cleaned_data["file"]
        if given.size > self.MOST:
            raise forms.ValidationError(_("Ce fichier dépasse 2 Mo."))
        return given

    def content(self) -> str:
        read: bytes = self.cleaned_data["file"].read()
        try:
            text = read.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = read.decode("cp1252", "replace")
        return text.replace("\x00", "")


class IcsOptionsForm(forms.Form):
    """What every new event of the file gets."""

    category = forms.ChoiceField(label=_("Nature"), choices=Category.choices, initial=Category.OTHER)
    networks: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Réseaux qui les voient"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows, fields = user.networks.order_by("name"), self.fields
        fields["networks"].queryset = rows  # type: ignore[attr-defined]
        if not rows.exists():
            del fields["networks"]
        elif not may_keep_private(user):
            fields["networks"].required = True
            self.initial["networks"] = list(rows)

    def values(self) -> dict[str, Any]:
        found = {"category": self.cleaned_data["category"]}
        if "networks" in self.cleaned_data:
            found["networks"] = [item.pk for item in self.cleaned_data["networks"]]
        return found


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
