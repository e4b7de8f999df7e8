"""Administration: networks, territories, groups. Three nouns, one way of keeping them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from essaim.kit.access import requires

from .. import queries
from ..actions.structure import delete_place, save_place
from ..forms.structure import GroupForm, NetworkForm, TerritoryForm
from ..models import Group, Network, Territory
from ..requests import SignedInRequest


@dataclass(frozen=True)
class Noun:
    name: str
    title: Any
    new_title: Any
    icon: str
    model: type
    form: type
    rows: Callable[[], Any]
    template: str


NOUNS = {
    noun.name: noun
    for noun in (
        Noun(
            "networks", gettext_lazy("Réseaux"), gettext_lazy("Nouveau réseau"), "affiliate",
            Network, NetworkForm, queries.networks, "accounts/structure/networks.html",
        ),
        Noun(
            "territories", gettext_lazy("Territoires"), gettext_lazy("Nouveau territoire"), "map-2",
            Territory, TerritoryForm, queries.territories, "accounts/structure/territories.html",
        ),
        Noun(
            "groups", gettext_lazy("Groupes"), gettext_lazy("Nouveau groupe"), "users-group",
            Group, GroupForm, queries.groups, "accounts/structure/groups.html",
        ),
    )
}  # fmt: skip


def _noun(name: str) -> Noun:
    if name not in NOUNS:
        raise Http404
    return NOUNS[name]


@requires("view", "access")
def places(request: SignedInRequest, noun: str) -> HttpResponse:
    kind = _noun(noun)
    rows = list(kind.rows())
    for row in rows:
        row.depth = min(row.path.count("/") - 1, 5) if noun == "territories" else 0
    return render(request, kind.template, {"noun": kind, "nouns": NOUNS.values(), "rows": rows})


@requires("change", "access")
def edit_place(request: SignedInRequest, noun: str, pk: int | None = None) -> HttpResponse:
    kind = _noun(noun)
    obj = kind.rows().filter(pk=pk).first() if pk else kind.model()
    if obj is None:
        raise Http404
    form = kind.form(request.POST or None, instance=obj)
    if request.method == "POST" and form.is_valid():
        try:
            save_place(actor=request.user, obj=obj, values=form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("« %(name)s » est enregistré.") % {"name": obj})
            return redirect("accounts:places", noun)
    context = {"noun": kind, "form": form, "obj": obj if pk else None}
    context["members"] = queries.members(obj)[:50] if pk else []
    return render(request, "accounts/structure/edit.html", context, status=422 if form.errors else 200)


@requires("delete", "access")
@require_POST
def remove_place(request: SignedInRequest, noun: str, pk: int) -> HttpResponse:
    kind = _noun(noun)
    obj = kind.rows().filter(pk=pk).first()
    if obj is None:
        raise Http404
    try:
        delete_place(actor=request.user, obj=obj)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("accounts:edit_place", noun, pk)
    messages.success(request, _("« %(name)s » est supprimé.") % {"name": obj})
    return redirect("accounts:places", noun)
