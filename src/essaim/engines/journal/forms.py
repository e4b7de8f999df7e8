"""The filters of the journal's page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import queries
from .describing import KIND_LABELS
from .wording import model_label


class FilterForm(forms.Form):
    du = forms.DateField(label=_("Du"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    au = forms.DateField(label=_("Au"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    personne = forms.ChoiceField(label=_("Par"), required=False)
    type = forms.ChoiceField(label=_("Type de fiche"), required=False)
    action = forms.ChoiceField(label=_("Action"), required=False)
    texte = forms.CharField(label=_("Nom de la fiche"), required=False, max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind, KIND_LABELS.get(kind, kind)) for kind in queries.known_kinds()]
        types = sorted(
            ((label, model_label(label)) for label in queries.known_models()), key=lambda pair: pair[1]
        )
        people = [("system", _("L’outil")), *((str(user.pk), str(user)) for user in queries.actors())]
        for name, choices in (("personne", people), ("type", types), ("action", kinds)):
            self.fields[name].choices = [("", _("tous")), *choices]  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.widget.attrs["class"] = (
                "form-select" if isinstance(field, forms.ChoiceField) else "form-control"
            )

    def query(self) -> dict[str, Any]:
        """Arguments of `queries.entries`."""
        data = self.cleaned_data
        return {
            "actor": data["personne"], "model": data["type"], "kind": data["action"],
            "since": data["du"], "until": data["au"], "text": data["texte"].strip(),
        }  # fmt: skip
