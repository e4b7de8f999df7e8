"""When an automatic message leaves, and to whom in the days to come."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from essaim.engines.campaigns.actions import automatic as actions
from essaim.engines.campaigns.automatic import date_fields, dry_run
from essaim.engines.campaigns.choices import Kind
from essaim.engines.campaigns.forms import MomentForm
from essaim.engines.records.api import QueryError, record_types
from essaim.kit.access import requires

from .shell import campaign_or_404, needs_change, said, shell


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", "campaigns")
def automatic(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, (Kind.AUTOMATIC.value,))
    fields = date_fields(campaign.owner or request.user, record_types.get(campaign.type_name))
    form = MomentForm(fields, request.POST or None, initial=MomentForm.told_by(campaign))
    if request.method == "POST":
        needs_change(request, campaign)
        try:
            if "allumer" in request.POST:
                actions.do_turn_on(actor=request.user, campaign=campaign)
                messages.success(request, _("En service : les messages partiront d’eux-mêmes."))
            elif "eteindre" in request.POST:
                actions.do_turn_off(actor=request.user, campaign=campaign)
                messages.success(request, _("Hors service : plus rien ne part."))
            elif form.is_valid():
                actions.do_set_moment(actor=request.user, campaign=campaign, **form.moment())
                messages.success(request, _("Enregistré."))
        except ValidationError as error:
            said(request, error)
        if not form.errors:
            return redirect("campaigns:automatic", pk=pk)
    plan, problem = [], ""
    if campaign.date_field:
        try:
            plan = dry_run(campaign)
        except QueryError as error:
            problem = str(error)
    context = {
        **shell(request, campaign, "automatic"), "form": form, "plan": plan, "plan_problem": problem,
        "in_service": campaign.state == "sending",
    }  # fmt: skip
    return render(request, "campaigns/automatic.html", context, status=422 if form.errors else 200)
