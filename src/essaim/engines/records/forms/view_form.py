"""Naming a saved view and choosing with whom it is shared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Network
from essaim.engines.records.models import SavedView
from essaim.engines.records.view_actions import may_share_with
from essaim.engines.rights.api import Role


class ViewForm(forms.Form):
    name = forms.CharField(label=_("Nom de la vue"), max_length=80)
    all = forms.BooleanField(label=_("Partager avec tout le monde"), required=False)
    roles = forms.ModelMultipleChoiceField(
        Role.objects.none(), label=_("Partager avec ces profils"), required=False
    )
    networks = forms.ModelMultipleChoiceField(
        Network.objects.none(), label=_("Partager avec ces réseaux"), required=False
    )

    def __init__(self, user: Any, data: Any = None, view: SavedView | None = None, name: str = "") -> None:
        initial: dict[str, Any] = {"name": name}
        if view is not None:
            initial = {
                "name": view.name,
                "all": view.shared_with_all,
                "roles": list(view.roles.values_list("pk", flat=True)),
                "networks": list(view.networks.values_list("pk", flat=True)),
            }
        super().__init__(data=data, initial=initial)
        allowed = may_share_with(user)
        if not allowed["all"]:
            del self.fields["all"]
        self._limit("roles", Role.objects.all(), allowed["roles"])
        self._limit("networks", Network.objects.all(), allowed["networks"])

    def _limit(self, name: str, rows: Any, keys: list[int] | None) -> None:
        offered = rows if keys is None else rows.filter(pk__in=keys)
        if not offered.exists():
            del self.fields[name]
            return
        field: Any = self.fields[name]
        field.queryset = offered
        field.widget.attrs["data-combobox"] = ""

    def sharing(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "all": cleaned.get("all", False),
            "roles": [item.pk for item in cleaned.get("roles", ())],
            "networks": [item.pk for item in cleaned.get("networks", ())],
        }
