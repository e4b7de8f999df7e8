"""How much room documents take, and how much each network is given."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.engines.library.actions.quotas import do_set_quota
from essaim.engines.library.forms import QuotaForm
from essaim.engines.library.space import rooms
from essaim.engines.rights.api import can
from essaim.kit.access import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "library-space")
def space(request: HttpRequest) -> HttpResponse:
    found = rooms()
    if request.method == "POST":
        said = request.POST.get("network", "")
        keys = {str(room.network.pk) if room.network else "" for room in found}
        form = QuotaForm(request.POST)
        if said not in keys:
            raise Http404
        if form.is_valid():
            do_set_quota(
                actor=request.user,
                network_id=int(said) if said else None,
                megabytes=form.cleaned_data["megabytes"],
            )
            messages.success(request, _("Place accordée enregistrée."))
            return redirect("library:space")
        messages.error(request, _("Écrivez un nombre de Mo, ou rien pour ne pas limiter."))
        return redirect("library:space")
    context = {"rooms": found, "may_change": can(request.user, "change", "library-space")}
    return render(request, "library/space.html", context)
