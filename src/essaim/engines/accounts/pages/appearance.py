"""Administration: name, logo, colours, of the installation and of each network."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.kit.access import requires
from essaim.kit.colour import LIGHT_SURFACES, SOFT_LIGHT, TEXT_RATIO, contrast, palette, readable

from ..actions.appearance import remove_appearance, save_appearance, save_installation
from ..forms.appearance import AppearanceForm, InstallationForm
from ..models import Network
from ..queries import appearance as find_appearance
from ..queries import installation_for, networks
from ..requests import SignedInRequest

OWN_BRAND, OWN_ACCENT = "#74265d", "#f2b233"


def _network(pk: int | None) -> Network | None:
    if pk is None:
        return None
    found = networks().filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@requires("change", "access")
def appearance(request: SignedInRequest, network: int | None = None) -> HttpResponse:
    """A colour that cannot be read is never worn: the nearest one that can is shown, to be agreed to."""
    chosen = _network(network)
    look = find_appearance(chosen)
    initial = {
        "brand": look.brand if look else OWN_BRAND,
        "accent": look.accent if look and look.accent else OWN_ACCENT,
    }
    form = AppearanceForm(request.POST or None, request.FILES or None, initial=initial)
    proposal: dict[str, Any] | None = None
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        proposal = judge(values["brand"])
        if proposal is None or request.POST.get("agreed") == proposal["nearest"]:
            brand = proposal["nearest"] if proposal else values["brand"]
            save_appearance(
                actor=request.user, network=chosen, brand=brand, accent=values["accent"],
                logo=values["logo"], remove_logo=values["remove_logo"],
            )  # fmt: skip
            messages.success(request, _("L’apparence est enregistrée."))
            return redirect(request.path)
    installation = installation_for(request.user)
    names = InstallationForm(initial={"name": installation.name, "contact_email": installation.contact_email})
    context = {
        "form": form, "names": names, "network": chosen, "look": look, "networks": networks(),
        "proposal": proposal, "worn": palette(look.brand if look else OWN_BRAND),
    }  # fmt: skip
    refused = bool(form.errors) or proposal is not None
    return render(request, "accounts/appearance/edit.html", context, status=422 if refused else 200)


def judge(brand: str) -> dict[str, Any] | None:
    """None when text of this colour can be read on light pages; else its contrast and the nearest that can."""
    if readable(brand, LIGHT_SURFACES, SOFT_LIGHT):
        return None
    nearest = palette(brand).light
    return {
        "asked": brand,
        "nearest": nearest,
        "ratio": round(contrast(brand, "#ffffff"), 1),
        "nearest_ratio": round(contrast(nearest, "#ffffff"), 1),
        "needed": TEXT_RATIO,
    }


@requires("change", "access")
@require_POST
def save_names(request: SignedInRequest) -> HttpResponse:
    form = InstallationForm(request.POST)
    if form.is_valid():
        save_installation(actor=request.user, **form.cleaned_data)
        messages.success(request, _("Le nom est enregistré."))
    else:
        messages.error(request, " ".join(str(text) for errors in form.errors.values() for text in errors))
    return redirect("accounts:appearance")


@requires("change", "access")
@require_POST
def reset_appearance(request: SignedInRequest, network: int | None = None) -> HttpResponse:
    chosen = _network(network)
    remove_appearance(actor=request.user, network=chosen)
    messages.success(request, _("L’apparence d’origine est rétablie."))
    return redirect("accounts:network_appearance", chosen.pk) if chosen else redirect("accounts:appearance")
