"""One person's rights: their data handed over, and erased."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.engines.privacy.actions import ErasureBlocked, blockers_of, do_erase, do_hand_over
from essaim.engines.privacy.declarations import ordered
from essaim.engines.privacy.forms import EraseForm
from essaim.engines.records.api import address_of, record_or_404, record_types, title_of
from essaim.engines.rights.api import require
from essaim.kit.access import requires


@requires("create", "privacy")
@require_POST
def hand_over(request: HttpRequest, pk: int) -> FileResponse:
    person: Any = record_or_404(request.user, record_types.get("people"), pk)
    archive = do_hand_over(actor=request.user, person=person)
    name = _("donnees-personnelles-%(pk)s-%(day)s.zip") % {"pk": pk, "day": timezone.localdate().isoformat()}
    return FileResponse(archive, as_attachment=True, filename=name, content_type="application/zip")


@requires("delete", "privacy")
def erase(request: HttpRequest, pk: int) -> HttpResponse:
    people = record_types.get("people")
    person: Any = record_or_404(request.user, people, pk)
    require(request.user, "delete", "privacy", person, people.guard)
    form = EraseForm(request.POST or None)
    status, url = 200, address_of(people, pk)
    if request.method == "POST":
        status = 422
        if form.is_valid():
            values = {name: form.cleaned_data[name] for name in ("ground", "asked_on")}
            try:
                do_erase(actor=request.user, person=person, **values)
            except ErasureBlocked:
                status = 409
            else:
                messages.success(request, _("Tout ce qui disait qui était cette personne est effacé."))
                return redirect(url)
    context = {
        "person": person,
        "record_title": title_of(people, person),
        "detail_url": url,
        "form": form,
        "blockers": blockers_of(request.user, person),
        "parts": list(reversed(ordered())),
    }
    return render(request, "privacy/erase.html", context, status=status)
