"""A lead becomes a prospect, or joins a sheet that is there already."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from essaim.engines.records.api import address_of, record_types
from essaim.kit.access import requires
from essaim.modules.dealership import queries
from essaim.modules.dealership.actions.sales import do_take_up


@require_POST
@requires("change", "leads")
def take_up(request: HttpRequest, pk: int) -> HttpResponse:
    user: Any = request.user
    lead = queries.lead_of(user, pk)
    if lead is None:
        raise Http404
    chosen = request.POST.get("customer", "")
    customer = queries.customer_of(user, chosen) if chosen else None
    if chosen and customer is None:
        raise Http404
    try:
        made = do_take_up(actor=user, lead=lead, customer=customer)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect(address_of(record_types.get("leads"), lead.pk))
    messages.success(request, _("Le lead est rattaché à la fiche de %s.") % made.display)
    return redirect(address_of(record_types.get("customers"), made.pk))
