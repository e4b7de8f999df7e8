"""Forms of the pages of rights."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from . import queries, tables
from .matrix import Line
from .models import Grant, Reach
from .wording import ACTIONS, INFINITIVES, objective_label, resource_label


class ImportForm(forms.Form):
    """Holds `cleaned_data["lines"]` once valid."""

    file = forms.FileField(label=_("Fichier"), help_text=_("CSV ou XLSX, 2 Mo au plus"))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > tables.MAX_BYTES:
            raise ValidationError(_("Le fichier dépasse 2 Mo : ce n’est pas une matrice de droits."))
        try:
            self.cleaned_data["lines"] = tables.parse(tables.read(file.read()))
        except tables.BadTable as error:
            raise ValidationError(error.errors) from error
        return file


def _resources() -> list[tuple[str, list[tuple[str, str]]]]:
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in queries.resource_codes():
        groups.setdefault(objective_label(code), []).append((code, resource_label(code)))
    return list(groups.items())


class LineForm(forms.Form):
    """A new line of the matrix."""

    role = forms.ChoiceField(label=_("Profil"))
    resource = forms.ChoiceField(label=_("Moyen"))
    reach = forms.ChoiceField(label=_("Portée"), choices=Reach.choices)
    actions = forms.MultipleChoiceField(
        label=_("Ce profil peut"),
        choices=[(action, INFINITIVES[action]) for action in ACTIONS],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.code, role.label) for role in queries.roles() if not role.is_administrator]
        self.fields["role"].choices = roles  # type: ignore[attr-defined]
        self.fields["resource"].choices = _resources()  # type: ignore[attr-defined]

    def line(self) -> Line:
        data = self.cleaned_data
        flags = {action: action in data["actions"] for action in ACTIONS}
        return Line(data["resource"], data["role"], data["reach"], **flags, note=data["note"])


class EditLineForm(forms.Form):
    """What a line holds beside its four marks. `seen_*`: the values the reader had before them."""

    reach = forms.ChoiceField(label=_("Portée"), choices=Reach.choices)
    is_lead = forms.BooleanField(
        label=_("Ce profil est responsable de ce moyen"), required=False,
        help_text=_("Mis en évidence dans le tableau, comme dans celui d’origine"),
    )  # fmt: skip
    note = forms.CharField(label=_("Note"), max_length=300, required=False)
    seen_reach = forms.CharField(widget=forms.HiddenInput)
    seen_note = forms.CharField(widget=forms.HiddenInput, required=False)

    @classmethod
    def of(cls, grant: Grant) -> EditLineForm:
        values = {"reach": grant.reach, "is_lead": grant.is_lead, "note": grant.note}
        return cls(initial={**values, "seen_reach": grant.reach, "seen_note": grant.note})

    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in ("reach", "is_lead", "note")}

    def seen(self) -> dict[str, Any]:
        return {"reach": self.cleaned_data["seen_reach"], "note": self.cleaned_data["seen_note"]}


class RoleForm(forms.Form):
    label = forms.CharField(label=_("Nom"), max_length=200)
    description = forms.CharField(
        label=_("Description"), required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("À qui ce profil est destiné"),
    )  # fmt: skip


class NewRoleForm(RoleForm):
    copy_of = forms.ChoiceField(label=_("Partir des droits de"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(role.code, role.label) for role in queries.roles() if not role.is_administrator]
        self.fields["copy_of"].choices = [("", _("aucun droit pour commencer")), *choices]  # type: ignore[attr-defined]


class UserRolesForm(forms.Form):
    """`locked`: roles the asker may neither give nor withdraw; they stay as they are."""

    roles = forms.MultipleChoiceField(label=_("Profils"), widget=forms.CheckboxSelectMultiple, required=False)

    def __init__(self, *args: Any, locked: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [role for role in queries.roles() if not (locked and role.is_administrator)]
        self.fields["roles"].choices = [(role.code, role.label) for role in offered]  # type: ignore[attr-defined]
