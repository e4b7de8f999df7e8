"""A field added to a record type, and its choices."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.records.kinds import Kind
from essaim.engines.records.models import CustomField
from essaim.engines.records.models.custom_field import CUSTOM_KINDS

LISTS = (Kind.CHOICE, Kind.CHOICES)


class CustomFieldForm(forms.Form):
    """`kind` is asked only for a new field: values already kept could not follow."""

    label = forms.CharField(
        label=_("Libellé"), max_length=100, help_text=_("Ce que liront les utilisateurs.")
    )
    kind = forms.ChoiceField(label=_("Nature"), choices=list(CUSTOM_KINDS.items()))
    choices = forms.CharField(
        label=_("Choix"),
        required=False,
        widget=forms.Textarea({"rows": 5}),
        help_text=_("Un par ligne."),
    )
    section = forms.CharField(
        label=_("Rubrique"),
        required=False,
        max_length=100,
        help_text=_("L’intertitre sous lequel il est rangé dans la fiche."),
    )
    help = forms.CharField(label=_("Aide à la saisie"), required=False, max_length=300)
    required = forms.BooleanField(label=_("Obligatoire"), required=False)
    default_column = forms.BooleanField(label=_("Affiché d’emblée dans les listes"), required=False)
    sensitive = forms.BooleanField(
        label=_("Sensible"),
        required=False,
        help_text=_("Chaque lecture est gardée au journal ; la recherche n’y regarde pas."),
    )

    def __init__(self, *args: Any, field: CustomField | None = None, **kwargs: Any) -> None:
        self.field = field
        if field is not None:
            kwargs["initial"] = {
                name: getattr(field, name) for name in self.base_fields if name not in ("kind", "choices")
            }
        super().__init__(*args, **kwargs)
        self.fields["choices"].widget.attrs["data-autosize"] = ""
        if field is None:
            return
        del self.fields["kind"]
        if field.kind not in LISTS:
            del self.fields["choices"]
            return
        self.fields["choices"].label = _("Ajouter des choix")
        for code, label in field.live_choices:
            self.fields[f"choice_{code}"] = forms.CharField(
                label=_("Choix « %s »") % label, initial=label, max_length=100, required=False
            )

    @property
    def plain_names(self) -> str:
        return " ".join(name for name in self.fields if not name.startswith("choice"))

    @property
    def choice_names(self) -> str:
        return " ".join(name for name in self.fields if name.startswith("choice_"))

    def values(self) -> dict[str, Any]:
        """What `do_add_field` or `do_change_field` takes."""
        data = dict(self.cleaned_data)
        added = data.pop("choices", "").splitlines()
        renamed = {
            name.removeprefix("choice_"): data.pop(name) for name in list(data) if name.startswith("choice_")
        }
        if self.field is None:
            return {**data, "choices": added}
        return {**data, "added": added, "renamed": renamed}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if self.field is None and data.get("kind") in LISTS and not data.get("choices", "").strip():
            self.add_error("choices", _("Indiquez au moins un choix."))
        return data
