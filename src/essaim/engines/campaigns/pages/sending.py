"""Trying it out, sending it, following it while it leaves."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from essaim.engines.campaigns import queries
from essaim.engines.campaigns.actions import sending as actions
from essaim.engines.campaigns.actions.content import missing_for_sending
from essaim.engines.campaigns.choices import Channel, Fate, Kind, State
from essaim.engines.campaigns.foresight import Foresight
from essaim.engines.campaigns.forms import FollowUpForm, ScheduleForm, TestForm
from essaim.engines.campaigns.models import Campaign
from essaim.engines.campaigns.transports import transport_for
from essaim.kit.access import requires

from .shell import (
    ONE_BY_ONE,
    campaign_or_404,
    needs_change,
    resource_of,
    resource_of_message,
    said,
    shell,
)

LEAVING = (Kind.CAMPAIGN.value, Kind.ISSUE.value)
# What a button may ask: the action, and what is said once it is done.
DOING: dict[str, tuple[Any, Any]] = {
    "pause": (actions.do_pause, gettext_lazy("L’envoi est en pause.")),
    "resume": (actions.do_resume, gettext_lazy("L’envoi reprend.")),
    "unschedule": (
        actions.do_unschedule,
        gettext_lazy("Le départ est annulé : la campagne est de nouveau un brouillon."),
    ),
    "cancel": (actions.do_cancel, gettext_lazy("L’envoi est abandonné. Ce qui était parti l’est.")),
    "again": (actions.do_send_again, gettext_lazy("Les messages refusés seront essayés à nouveau.")),
    "posted": (actions.do_mark_posted, gettext_lazy("Les courriers sont notés comme postés.")),
}


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", resource_of)
def sending(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, LEAVING)
    form = ScheduleForm(request.POST or None, initial={"rate": campaign.rate or None})
    if request.method == "POST":
        needs_change(request, campaign)
        if form.is_valid() and _launched(request, campaign, form):
            return redirect("campaigns:sending", pk=pk)
    return render(
        request,
        "campaigns/sending.html",
        _context(request, campaign, form),
        status=422 if form.errors else 200,
    )


def _launched(request: HttpRequest, campaign: Campaign, form: ScheduleForm) -> bool:
    data = form.cleaned_data
    try:
        actions.do_schedule(
            actor=request.user, campaign=campaign, at=data["scheduled_at"], rate=data["rate"] or 0
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return False
    done = _("Le départ est programmé.") if data["scheduled_at"] else _("L’envoi est lancé.")
    messages.success(request, done)
    return True


def _context(request: HttpRequest, campaign: Campaign, form: ScheduleForm) -> dict[str, Any]:
    user: Any = request.user
    transport = transport_for(campaign.channel)
    initial = {"days": campaign.follow_up_days, "to": campaign.follow_up_to_id or user.pk,
               "track_opens": campaign.track_opens}  # fmt: skip
    return {
        **shell(request, campaign, "sending"),
        "form": form,
        "test_form": TestForm(
            campaign.channel, initial={"to": user.email if campaign.channel == "email" else ""}
        ),
        "follow_form": FollowUpForm(user, initial=initial),
        "missing": missing_for_sending(campaign),
        "foresight": Foresight(campaign, user, shown=0) if campaign.is_editable else None,
        "samples": queries.sample_titles(campaign, user, queries.sample_keys(campaign, user)),
        "progress": queries.progress_of(campaign),
        "is_fictive": transport is not None and transport.name == "fictif",
        "no_transport": transport is None and campaign.channel != Channel.LETTER,
        "states": State,
    }


@require_GET
@requires("view", resource_of)
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """A part of the sending page, which asks for itself again while something is moving."""
    campaign = campaign_or_404(request, pk)
    context = {**shell(request, campaign, "sending"), "progress": queries.progress_of(campaign)}
    return render(request, "campaigns/_progress.html", context)


@require_POST
@requires("view", resource_of)
def act(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk)
    name = request.POST.get("do", "")
    if name not in DOING:
        raise Http404
    action, done = DOING[name]
    try:
        action(actor=request.user, campaign=campaign)
        messages.success(request, str(done))
    except ValidationError as error:
        said(request, error)
    return redirect("campaigns:automatic" if campaign.kind == Kind.AUTOMATIC else "campaigns:sending", pk=pk)


@require_POST
@requires("view", resource_of)
def test(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, ONE_BY_ONE)
    form = TestForm(campaign.channel, request.POST)
    record = request.POST.get("sample", "")
    if not form.is_valid() or not record.isdecimal():
        messages.error(request, _("Donnez une adresse et choisissez une personne pour l’essai."))
    elif not queries.rows_in_sight(request.user, campaign, int(record)):
        raise Http404
    else:
        try:
            actions.do_send_test(
                actor=request.user, campaign=campaign, to=form.cleaned_data["to"], record_id=int(record)
            )
            messages.success(request, _("Essai envoyé à %s.") % form.cleaned_data["to"])
        except ValidationError as error:
            said(request, error)
    return redirect("campaigns:text" if campaign.kind == Kind.AUTOMATIC else "campaigns:sending", pk=pk)


@require_POST
@requires("view", resource_of)
def follow_up(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, LEAVING)
    form = FollowUpForm(request.user, request.POST)
    if form.is_valid():
        data = form.cleaned_data
        actions.do_set_follow_up(
            actor=request.user, campaign=campaign, days=data["days"], to=data["to"], track=data["track_opens"]
        )
        messages.success(request, _("Suivi enregistré."))
    else:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
    return redirect("campaigns:sending", pk=pk)


@require_GET
@requires("view", resource_of)
def results(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk)
    fate = request.GET.get("etat", "")
    if fate and fate not in Fate.values:
        raise Http404
    text = request.GET.get("q", "").replace("\x00", "")[:100]
    page = Paginator(queries.messages_of(campaign, fate, text), 50).get_page(request.GET.get("page"))
    context = {
        **shell(request, campaign, "messages"),
        "page_obj": page,
        "fate": fate,
        "text": text,
        "progress": queries.progress_of(campaign),
        "figures": queries.results_of(campaign),
    }
    return render(request, "campaigns/messages.html", context)


@require_POST
@requires("view", resource_of_message)
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    message = queries.message_for(request.user, pk)
    if message is None:
        raise Http404
    try:
        actions.do_settle_doubt(actor=request.user, message=message, again="renvoyer" in request.POST)
        messages.success(request, _("C’est noté."))
    except ValidationError as error:
        said(request, error)
    return redirect("campaigns:messages", pk=message.campaign_id)


@require_GET
@requires("view", resource_of_message)
def copy(request: HttpRequest, pk: int) -> HttpResponse:
    """One message as it was written to one recipient."""
    message = queries.message_for(request.user, pk)
    if message is None:
        raise Http404
    context = {**shell(request, message.campaign, "messages"), "message": message}
    return render(request, "campaigns/copy.html", context)
