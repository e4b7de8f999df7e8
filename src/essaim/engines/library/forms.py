"""Forms of the library."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from essaim.engines.accounts.api import Network, network_ids
from essaim.engines.rights.api import rights_of

from .queries import all_collections


class DepositForm(forms.Form):
    """What several files have in common."""

    collection: Any = forms.ModelChoiceField(
        queryset=None, label=_("Collection"), required=False, empty_label=_("Aucune pour l’instant")
    )
    networks: Any = forms.ModelMultipleChoiceField(
        queryset=None, label=_("Publié par"), required=False,
        widget=forms.CheckboxSelectMultiple, help_text=_("Les réseaux qui répondent de ces documents."),
    )  # fmt: skip
    review_on = forms.DateField(
        label=_("À relire le"), required=False, widget=forms.DateInput({"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Le jour où il faudra vérifier qu’ils sont encore justes."),
    )  # fmt: skip

    def __init__(self, user: Any, *args: Any, collection: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = rights_of(user).reaches("create", "documents") >= {"all"}
        mine = Network.objects.all() if everything else user.networks.all()
        self.fields["networks"].queryset = mine  # type: ignore[attr-defined]
        self.fields["collection"].queryset = all_collections(user)  # type: ignore[attr-defined]
        self.initial = {**self.initial, "networks": sorted(network_ids(user)), "collection": collection}
        if not mine.exists():
            del self.fields["networks"]

    def values(self) -> dict[str, Any]:
        found = {
            "collection": getattr(self.cleaned_data.get("collection"), "pk", None),
            "review_on": self.cleaned_data.get("review_on"),
        }
        if "networks" in self.fields:
            found["networks"] = sorted(item.pk for item in self.cleaned_data["networks"])
        return found


class VersionForm(forms.Form):
    file = forms.FileField(label=_("Nouveau fichier"), widget=forms.FileInput)
    comment = forms.CharField(
        label=_("Ce qui change"), max_length=300, required=False,
        help_text=_("Une phrase pour celles et ceux qui ont lu la version d’avant."),
    )  # fmt: skip


class FileAwayForm(forms.Form):
    """In which of one's own folders a favourite is kept."""

    folder: Any = forms.ModelChoiceField(
        queryset=None, label=_("Dossier"), required=False, empty_label=_("Aucun dossier")
    )
    name = forms.CharField(label=_("Ou un nouveau dossier"), max_length=80, required=False)

    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        from .models import FavouriteFolder

        self.fields["folder"].queryset = FavouriteFolder.objects.filter(user=user)  # type: ignore[attr-defined]


class QuotaForm(forms.Form):
    megabytes = forms.IntegerField(
        label=_("Place accordée, en Mo"), required=False, min_value=1, max_value=100_000_000
    )
