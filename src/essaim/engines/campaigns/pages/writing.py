"""Starting a campaign, and writing its text beside what a recipient will read."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from essaim.engines.campaigns import queries
from essaim.engines.campaigns.actions.content import do_save_text, do_start_campaign
from essaim.engines.campaigns.actions.sending import sample
from essaim.engines.campaigns.audience import audiences, person_path_of
from essaim.engines.campaigns.forms import NewCampaignForm, TextForm
from essaim.engines.campaigns.mailing.writing import Envelope
from essaim.engines.campaigns.merging.fields import usable_fields
from essaim.engines.campaigns.models import Campaign
from essaim.engines.campaigns.sms import segments
from essaim.engines.records.api import (
    StaleRecord,
    open_view,
    read_address,
    record_types,
    type_of_slug,
)
from essaim.kit.access import requires

from .shell import ONE_BY_ONE, campaign_or_404, needs_change, resource_of, shell

SANDBOX = (
    "default-src 'none'; img-src 'self' data:; style-src 'unsafe-inline'; frame-ancestors 'self'; "
    "sandbox allow-popups"
)


@require_http_methods(["GET", "HEAD", "POST"])
@requires("create", "campaigns")
def new(request: HttpRequest) -> HttpResponse:
    """`?type=personnes&…`: the address of a list, whose records are the recipients."""
    segment = _segment_of_list(request)
    form = NewCampaignForm(request.user, request.POST or None, known_segment=segment is not None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        chosen = segment or queries.segment_of_choice(request.user, data["segment"])
        try:
            campaign = do_start_campaign(
                actor=request.user, name=data["name"], channel=data["channel"], purpose=data["purpose"],
                segment=chosen, template=data["template"],
            )  # fmt: skip
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("campaigns:text", pk=campaign.pk)
    said = queries.segment_in_words(request.user, Campaign(segment=segment)) if segment else ""
    context = {"form": form, "segment_said": said}
    return render(request, "campaigns/new.html", context, status=422 if form.errors else 200)


def _segment_of_list(request: HttpRequest) -> dict[str, Any] | None:
    slug = request.GET.get("type", "")
    if not slug:
        return None
    record_type = type_of_slug(slug)
    if record_type is None or record_type.name not in audiences:
        raise Http404
    parameters = request.GET.copy()
    del parameters["type"]
    address = open_view(request.user, record_type, read_address(parameters)).address
    return {"type": record_type.name, "filter": address.filter, "text": address.text} | (
        {} if address.filter else {"filter": None}
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires("view", resource_of)
def text(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = campaign_or_404(request, pk, ONE_BY_ONE)
    form = TextForm(request.POST or None, instance=campaign)
    conflict = None
    if request.method == "POST":
        needs_change(request, campaign)
        if form.is_valid():
            version = form.cleaned_data.pop("version")
            try:
                do_save_text(actor=request.user, campaign=campaign, values=form.cleaned_data, version=version)
            except ValidationError as error:
                form.add_error(None, error) if not hasattr(error, "error_dict") else _add(form, error)
            except StaleRecord as stale:
                conflict = stale.current
            else:
                messages.success(request, _("Message enregistré."))
                return redirect("campaigns:text", pk=pk)
    keys = queries.sample_keys(campaign, request.user)
    record_type = record_types.get(campaign.type_name)
    context = {
        **shell(request, campaign, "text"),
        "form": form,
        "conflict": conflict,
        "fields": usable_fields(campaign.owner or request.user, record_type, person_path_of(record_type)),
        "samples": queries.sample_titles(campaign, request.user, keys),
        "preview": _preview(request, campaign, keys[0]) if keys else None,
    }
    return render(
        request, "campaigns/text.html", context, status=409 if conflict else 422 if form.errors else 200
    )


def _add(form: TextForm, error: ValidationError) -> None:
    for name, said in error.message_dict.items():
        form.add_error(name if name in form.fields else None, said)


@require_POST
@requires("view", resource_of)
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """The text as it is being typed, merged with one real recipient. Nothing is kept."""
    campaign = campaign_or_404(request, pk, ONE_BY_ONE)
    for name in ("subject", "preheader", "body"):
        if name in request.POST:
            setattr(campaign, name, request.POST[name])
    asked = request.POST.get("sample", "")
    if not asked.isdecimal():
        return HttpResponse("")
    context = {**shell(request, campaign, "text"), "preview": _preview(request, campaign, int(asked))}
    return render(request, "campaigns/_preview.html", context)


def _preview(request: HttpRequest, campaign: Campaign, key: int) -> dict[str, Any]:
    rows = queries.rows_in_sight(request.user, campaign, key)
    if not rows:
        return {"error": _("Cette fiche n’est pas à votre portée.")}
    try:
        message = sample(campaign, request.user, key)
    except ValidationError as error:
        return {"error": " ".join(error.messages)}
    return {
        "message": message,
        "key": key,
        "sms": segments(message.text) if campaign.channel == "sms" else None,
        "sender": Envelope(campaign).sender,
    }


@require_GET
@xframe_options_sameorigin
@requires("view", resource_of)
def rendered(request: HttpRequest, pk: int, record: int) -> HttpResponse:
    """The very e-mail, as a mail program receives it: a document that runs nothing and knows nothing of the page."""
    campaign = campaign_or_404(request, pk, ONE_BY_ONE)
    if not queries.rows_in_sight(request.user, campaign, record):
        raise Http404
    try:
        message = sample(campaign, request.user, record)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), content_type="text/plain; charset=utf-8", status=422)
    return HttpResponse(Envelope(campaign).html(message), headers={"Content-Security-Policy": SANDBOX})
