"""The short form of an event: what a click on a slot, a dropped record or « Prendre rendez-vous » opens."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from .actions.saving import may_keep_private
from .agendas import colleagues
from .choices import COUNTRIES, Category, Policy, Repeat
from .queries import all_resources
from .showing import zones

REPEATS = [pair for pair in Repeat.choices if pair[0] != Repeat.CUSTOM]
FREE = (("", _("ont lieu quand même")), *Policy.choices)


class QuickForm(forms.Form):
    """Moments are read on the clock of `zone`. `values()` gives what `records.create` takes."""

    title = forms.CharField(label=_("Titre"), max_length=200)
    category = forms.ChoiceField(label=_("Nature"), choices=Category.choices, initial=Category.MEETING)
    day = forms.DateField(label=_("Jour"), widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
    all_day = forms.BooleanField(label=_("Toute la journée"), required=False)
    start_time = forms.TimeField(label=_("De"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    end_time = forms.TimeField(label=_("À"), widget=forms.TimeInput({"type": "time"}, format="%H:%M"))
    last_day = forms.DateField(
        label=_("Dernier jour"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    zone = forms.ChoiceField(label=_("Heure de"))
    location = forms.CharField(label=_("Lieu"), max_length=200, required=False)
    resources: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Salles et matériel"),
        required=False,
        widget=forms.SelectMultiple({"data-combobox": ""}),
    )
    guests: Any = forms.ModelMultipleChoiceField(
        queryset=None,
        label=_("Collègues invités"),
        required=False,
        widget=forms.SelectMultiple({"data-combobox": ""}),
    )
    invite = forms.BooleanField(label=_("L’inviter par courriel"), required=False)
    networks: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Réseaux qui le voient"), required=False, widget=forms.CheckboxSelectMultiple
    )
    repeat = forms.ChoiceField(label=_("Répétition"), choices=REPEATS, initial=Repeat.NONE, required=False)
    until = forms.DateField(
        label=_("Jusqu’au"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    )
    country = forms.ChoiceField(
        label=_("Jours fériés"), choices=(("", _("aucun")), *COUNTRIES), required=False
    )
    school_zone = forms.ChoiceField(
        label=_("Vacances scolaires"), required=False,
        choices=(("", _("aucunes")), *((name, _("Zone %(name)s") % {"name": name}) for name in "ABC")),
    )  # fmt: skip
    policy = forms.ChoiceField(
        label=_("Ces jours-là, les dates"), choices=FREE, initial=Policy.SKIP, required=False
    )

    def __init__(self, user: Any, *args: Any, about: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.user = user
        fields: dict[str, Any] = self.fields
        fields["zone"].choices = zones()
        fields["resources"].queryset = all_resources(user).order_by("name")
        fields["guests"].queryset = colleagues(user)
        fields["networks"].queryset = user.networks.order_by("name")
        if self.data.get("all_day"):
            fields["start_time"].required = fields["end_time"].required = False
        if about != "people":
            del fields["invite"]
        for name in ("resources", "guests", "networks"):
            if not fields[name].queryset.exists():
                del fields[name]
        if "networks" in fields and not may_keep_private(user):
            fields["networks"].required = True

    @property
    def others(self) -> str:
        """Names of the fields asked under the moment, for the template."""
        names = ("location", "resources", "guests", "invite", "networks")
        return " ".join(name for name in names if name in self.fields)

    @property
    def is_repeated(self) -> bool:
        return self["repeat"].value() not in (None, "", Repeat.NONE)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("all_day"):
            last, first = values.get("last_day"), values.get("day")
            if first and last and last < first:
                self.add_error("last_day", gettext("La fin vient avant le début."))
        return values

    def span(self) -> tuple[datetime, datetime]:
        """Aware; an end before the start is on the next day."""
        values, tz = self.cleaned_data, ZoneInfo(self.cleaned_data["zone"])
        day: date = values["day"]
        if values["all_day"]:
            last = values["last_day"] or day
            return _at(day, time(0), tz), _at(last + timedelta(days=1), time(0), tz)
        start = _at(day, values["start_time"], tz)
        end = _at(day, values["end_time"], tz)
        return start, end if end >= start else _at(day + timedelta(days=1), values["end_time"], tz)

    def values(self) -> dict[str, Any]:
        given = self.cleaned_data
        start, end = self.span()
        found: dict[str, Any] = {"start": start, "end": end}
        for name in ("title", "category", "all_day", "zone", "location"):
            found[name] = given[name]
        for name in ("resources", "guests", "networks"):
            if name in given:
                found[name] = [item.pk for item in given[name]]
        if given["repeat"] not in ("", Repeat.NONE):
            found |= {"repeat": given["repeat"], "until": given["until"]}
            if given["policy"]:
                found |= {name: given[name] for name in ("country", "school_zone", "policy")}
        return found


def _at(day: date, moment: time, tz: ZoneInfo) -> datetime:
    return datetime.combine(day, moment, tz).astimezone(timezone.get_default_timezone())
