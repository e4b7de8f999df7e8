"""The user's own clock."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.engines.agenda.actions.clock import do_set_clock
from essaim.engines.agenda.clock import carry
from essaim.engines.agenda.forms import ClockForm
from essaim.engines.agenda.queries import clock_of
from essaim.kit.access import own_account_only, signed_in


@require_http_methods(["GET", "HEAD", "POST"])
@own_account_only
@signed_in
def clock(request: HttpRequest) -> HttpResponse:
    user: Any = request.user
    form = ClockForm(request.POST or None, initial={"zone": clock_of(user)})
    if request.method == "POST" and form.is_valid():
        do_set_clock(actor=user, zone=form.cleaned_data["zone"])
        carry(request, form.cleaned_data["zone"])
        messages.success(request, _("Votre horloge est réglée."))
        return redirect("agenda:clock")
    return render(request, "agenda/clock.html", {"form": form}, status=422 if form.errors else 200)
