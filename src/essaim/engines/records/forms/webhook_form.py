"""An address to tell of what happens here."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import User
from essaim.engines.records.models import Webhook
from essaim.engines.records.webhooks.events import choices


class WebhookForm(forms.Form):
    name = forms.CharField(
        label=_("Nom"), max_length=100, help_text=_("Qui écoute : « Site public », « Agenda »…")
    )
    url = forms.URLField(
        label=_("Adresse"), max_length=500, assume_scheme="https", help_text=_("Elle commence par https://.")
    )
    owner = forms.ModelChoiceField(
        label=_("Agit au nom de"),
        queryset=User.objects.none(),
        help_text=_("Les messages ne contiennent que ce que cette personne peut voir."),
    )
    events = forms.MultipleChoiceField(label=_("Événements"), choices=[], widget=forms.CheckboxSelectMultiple)
    is_active = forms.BooleanField(label=_("En service"), required=False)

    def __init__(self, *args: Any, webhook: Webhook | None = None, **kwargs: Any) -> None:
        names = ("name", "url", "owner", "events", "is_active")
        kwargs["initial"] = (
            {name: getattr(webhook, name) for name in names} if webhook else kwargs.get("initial", {})
        )
        super().__init__(*args, **kwargs)
        owners: Any = self.fields["owner"]
        owners.queryset = User.objects.filter(is_active=True)
        owners.widget.attrs["data-combobox"] = ""
        events: Any = self.fields["events"]
        self.events_by_heading = choices()
        events.choices = [
            (choice.name, choice.label) for _heading, group in self.events_by_heading for choice in group
        ]
        if webhook is None:
            del self.fields["is_active"]

    @property
    def chosen(self) -> list[str]:
        return self["events"].value() or []
