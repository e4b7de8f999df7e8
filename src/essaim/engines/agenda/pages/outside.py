"""Agendas kept elsewhere that one follows here."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from essaim.engines.agenda.forms import OutsideForm
from essaim.engines.agenda.outside.actions import do_follow, do_unfollow
from essaim.engines.agenda.outside.queries import outside_for, outside_of
from essaim.engines.rights.api import can
from essaim.kit.access import requires


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "events")
def outside(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = OutsideForm(user, request.POST or None, may_share=can(user, "create", "events"))
    if request.method == "POST" and form.is_valid():
        try:
            do_follow(actor=user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Cet agenda est suivi ; ses dates arrivent dans un instant."))
            return redirect("agenda:outside")
    context = {"form": form, **_listed(user)}
    return render(request, "agenda/outside.html", context, status=422 if form.errors else 200)


@require_GET
@requires("view", "events")
def state(request: HttpRequest) -> HttpResponse:
    """The list alone, asked again while an agenda is being read."""
    return render(request, "agenda/_outside.html", _listed(request.user))


def _listed(user: Any) -> dict[str, Any]:
    calendars = outside_for(user)
    return {"calendars": calendars, "waiting": any(item.tried_at is None for item in calendars), "user": user}


@require_POST
@requires("view", "events")
def unfollow(request: HttpRequest, pk: int) -> HttpResponse:
    found = outside_of(request.user, pk)
    if found is None:
        raise Http404
    do_unfollow(actor=request.user, calendar=found)
    messages.success(request, _("Cet agenda n’est plus suivi."))
    return redirect("agenda:outside")


@require_POST
@requires("view", "events")
def reread(request: HttpRequest, pk: int) -> HttpResponse:
    from essaim.engines.agenda.tasks import read_outside

    found = outside_of(request.user, pk)
    if found is None:
        raise Http404
    read_outside.enqueue(found.pk)
    messages.info(request, _("Lecture demandée : rechargez la page dans un instant."))
    return redirect("agenda:outside")
