"""Naming a board, choosing its filters and with whom it is shared."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Network
from essaim.engines.records.api import may_share_with
from essaim.engines.rights.api import Role

from .models import Board


class BoardForm(forms.Form):
    name = forms.CharField(label=_("Nom du tableau"), max_length=80)
    description = forms.CharField(label=_("À quoi il sert"), max_length=200, required=False)
    fields_offered = forms.MultipleChoiceField(
        label=_("Filtres proposés au-dessus du tableau"),
        required=False,
        help_text=_("La période est toujours proposée."),
    )
    all = forms.BooleanField(label=_("Partager avec tout le monde"), required=False)
    roles = forms.ModelMultipleChoiceField(
        Role.objects.none(), label=_("Partager avec ces profils"), required=False
    )
    networks = forms.ModelMultipleChoiceField(
        Network.objects.none(), label=_("Partager avec ces réseaux"), required=False
    )

    def __init__(
        self, user: Any, data: Any = None, board: Board | None = None, possible: Any = (), **initial: Any
    ) -> None:
        if board is not None:
            initial = {
                "name": board.name,
                "description": board.description,
                "fields_offered": list(board.shared.fields),
                "all": board.shared_with_all,
                "roles": list(board.roles.values_list("pk", flat=True)),
                "networks": list(board.networks.values_list("pk", flat=True)),
            }
        super().__init__(data=data, initial=initial)
        allowed = may_share_with(user)
        if not allowed["all"]:
            del self.fields["all"]
        self._limit("roles", Role.objects.all(), allowed["roles"])
        self._limit("networks", Network.objects.all(), allowed["networks"])
        self._offer(list(possible))

    def _offer(self, possible: list[tuple[str, str]]) -> None:
        if not possible:
            del self.fields["fields_offered"]
            return
        offered: Any = self.fields["fields_offered"]
        offered.choices = possible
        offered.widget.attrs["data-combobox"] = ""

    def _limit(self, name: str, rows: Any, keys: list[int] | None) -> None:
        offered = rows if keys is None else rows.filter(pk__in=keys)
        if not offered.exists():
            del self.fields[name]
            return
        item: Any = self.fields[name]
        item.queryset = offered
        item.widget.attrs["data-combobox"] = ""

    def sharing(self) -> dict[str, Any]:
        cleaned = self.cleaned_data
        return {
            "all": cleaned.get("all", False),
            "roles": [item.pk for item in cleaned.get("roles", ())],
            "networks": [item.pk for item in cleaned.get("networks", ())],
        }
