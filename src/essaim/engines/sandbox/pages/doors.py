"""Entering a sandbox, and putting it back as it was."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.engines.records.api import address_of as record_address
from essaim.engines.records.api import record_types
from essaim.engines.sandbox.actions.copies import do_enter, do_reset
from essaim.engines.sandbox.entering import Gone, address_of
from essaim.engines.sandbox.models import Sandbox
from essaim.engines.sandbox.queries import sandbox_of
from essaim.kit.access import requires


def _asked(request: HttpRequest, pk: int) -> Sandbox:
    found = sandbox_of(request.user, pk)
    if found is None:
        raise Http404
    return found


@require_POST
@requires("view", "sandboxes")
def enter(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    sandbox = _asked(request, pk)
    try:
        return redirect(address_of(do_enter(actor=user, sandbox=sandbox)))
    except Gone:
        messages.error(
            request, _("Le fichier de ce bac à sable manque. Remettez-le à zéro pour en refaire un.")
        )
        return redirect(record_address(record_types.get("sandboxes"), pk))


@require_POST
@requires("change", "sandboxes")
def reset(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    sandbox = _asked(request, pk)
    try:
        fresh = do_reset(actor=user, sandbox=sandbox)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(record_address(record_types.get("sandboxes"), pk))
    if request.POST.get("stay"):
        return redirect(address_of(fresh))
    messages.success(request, _("« %s » est revenu à sa situation initiale.") % fresh)
    return redirect(record_address(record_types.get("sandboxes"), pk))
