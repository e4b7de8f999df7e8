"""Forms of the register, of retention rules, and of an erasure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.api import RecordType, record_types

from .declarations import anonymisers
from .models import Erasure, Processing, RetentionRule
from .queries import date_fields, processings

AREA = forms.Textarea({"rows": 3})
DAY = forms.DateInput({"type": "date"}, "%Y-%m-%d")
LONG = (
    "purpose", "basis_note", "people", "data", "sensitive", "recipients", "transfers", "retention", "security",
    "processors",
)  # fmt: skip


class ProcessingForm(forms.ModelForm):
    types = forms.MultipleChoiceField(
        label=_("Fiches concernées"),
        required=False,
        widget=forms.SelectMultiple({"data-combobox": ""}),
        help_text=_("Le registre en tire la liste des données et des destinataires."),
    )

    class Meta:
        model = Processing
        fields = (
            "name", "purpose", "basis", "basis_note", "types", "people", "data", "sensitive", "recipients",
            "transfers", "retention", "security", "processors", "responsible", "since", "ended_on",
        )  # fmt: skip
        widgets = {**dict.fromkeys(LONG, AREA), **dict.fromkeys(("since", "ended_on"), DAY)}
        help_texts = {
            "purpose": _("À quoi ces données servent, en une ou deux phrases."),
            "basis": _("Ce qui vous autorise à les utiliser."),
            "people": _("Par exemple : apprenants, salariés en insertion, correspondants des partenaires."),
            "retention": _("Les règles de conservation en vigueur s’ajoutent d’elles-mêmes."),
            "transfers": _(
                "Vers quel pays, avec quelle garantie. « Aucun » si les données restent dans l’Union."
            ),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["types"].choices = [  # type: ignore[attr-defined]
            (item.name, str(item.label_plural)) for item in record_types if item.in_menu
        ]

    def _post_clean(self) -> None:
        """The action writes and checks: the form only reads."""


class RuleForm(forms.ModelForm):
    """For one record type; what it is about comes from the list it was made on."""

    base = forms.ChoiceField(label=_("Le délai part de"))
    months = forms.IntegerField(label=_("Durée en mois"), min_value=1, max_value=1200)

    class Meta:
        model = RetentionRule
        fields = (
            "name", "processing", "base", "months", "outcome", "obligation", "active", "automatic", "notice_days",
        )  # fmt: skip
        help_texts = {
            "obligation": _("Personne ne peut alors effacer ces fiches avant la fin de la durée."),
            "automatic": _("Sinon, chaque rapport attend que quelqu’un le confirme."),
            "notice_days": _("Le temps laissé pour lire le rapport et garder ce qui doit l’être."),
            "active": _("Hors vigueur, la règle ne fait plus de rapport."),
        }

    def __init__(self, *args: Any, user: Any, record_type: RecordType, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record_type = record_type
        self.fields["base"].choices = [  # type: ignore[attr-defined]
            (field.name, str(field.label)) for field in date_fields(user, record_type)
        ]
        self.fields["processing"].queryset = processings()  # type: ignore[attr-defined]
        self.fields["processing"].help_text = _("L’entrée du registre que cette règle met en œuvre.")
        if record_type.name == "people":
            self._only("outcome", RetentionRule.Outcome.ANONYMISE)
        elif record_type.name not in anonymisers:
            self._only("outcome", RetentionRule.Outcome.DELETE)

    def _only(self, name: str, code: str) -> None:
        field: Any = self.fields[name]
        field.choices = [pair for pair in field.choices if pair[0] == code]
        self.initial[name] = code

    def _post_clean(self) -> None:
        """The action writes and checks: the form only reads."""


class EraseForm(forms.Form):
    ground = forms.ChoiceField(
        label=_("Raison"),
        choices=[pair for pair in Erasure.Ground.choices if pair[0] != Erasure.Ground.RETENTION],
    )
    asked_on = forms.DateField(
        label=_("Demandé le"),
        required=False,
        widget=forms.DateInput({"type": "date"}, "%Y-%m-%d"),
        initial=timezone.localdate,
    )
    sure = forms.BooleanField(label=_("Je comprends que rien ne pourra être retrouvé."))


class KeepForm(forms.Form):
    reason = forms.CharField(label=_("Pourquoi la garder"), max_length=300)
