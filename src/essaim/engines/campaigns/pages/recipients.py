"""Who receives, who does not and why; the list live or frozen."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from essaim.engines.campaigns import queries
from essaim.engines.campaigns.actions.content import do_choose_segment, do_freeze
from essaim.engines.campaigns.foresight import Foresight
from essaim.engines.campaigns.forms import SegmentForm
from essaim.kit.access import requires

from .shell import ONE_BY_ONE, campaign_or_404, resource_of, said, shell


@require_GET
@requires("view", resource_of)
def recipients(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, ONE_BY_ONE)
    context = {
        **shell(request, campaign, "recipients"),
        "segment_said": queries.segment_in_words(request.user, campaign),
        "foresight": Foresight(campaign, campaign.owner or request.user),
        "form": SegmentForm(request.user),
        "frozen": campaign.frozen_ids is not None,
    }
    return render(request, "campaigns/recipients.html", context)


@require_POST
@requires("view", resource_of)
def choose(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, ONE_BY_ONE)
    segment = queries.segment_of_choice(request.user, request.POST.get("segment", ""))
    if segment is None:
        raise Http404
    try:
        do_choose_segment(actor=request.user, campaign=campaign, segment=segment)
        messages.success(request, _("Destinataires choisis."))
    except ValidationError as error:
        said(request, error)
    return redirect("campaigns:recipients", pk=pk)


@require_POST
@requires("view", resource_of)
def freeze(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, ONE_BY_ONE)
    try:
        do_freeze(actor=request.user, campaign=campaign, frozen="figer" in request.POST)
    except ValidationError as error:
        said(request, error)
    return redirect("campaigns:recipients", pk=pk)
