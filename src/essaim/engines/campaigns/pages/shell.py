"""What the pages of one campaign share: where one stands, and what is done by a button."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from essaim.engines.campaigns import queries
from essaim.engines.campaigns.choices import Channel, Kind, State
from essaim.engines.campaigns.models import Campaign
from essaim.engines.records.api import address_of, type_of
from essaim.engines.rights.api import can, require

TONES = {
    State.DRAFT: "neutral", State.SCHEDULED: "info", State.PREPARING: "info", State.SENDING: "brand",
    State.READY: "warning", State.PAUSED: "warning", State.DONE: "success", State.CANCELLED: "danger",
}  # fmt: skip
ONE_BY_ONE = (Kind.CAMPAIGN.value, Kind.ISSUE.value, Kind.AUTOMATIC.value)


def resource_of(pk: int = 0, **kwargs: Any) -> str:
    """An issue is read by the rights on newsletters, all else by those on campaigns."""
    return "newsletters" if queries.kind_of(pk) == Kind.ISSUE else "campaigns"


def resource_of_message(pk: int = 0, **kwargs: Any) -> str:
    return resource_of(queries.campaign_of_message(pk))


def campaign_or_404(request: HttpRequest, pk: int, kinds: tuple[str, ...] = ()) -> Campaign:
    campaign = queries.campaign_for(request.user, pk, kinds)
    if campaign is None:
        raise Http404
    return campaign


def may_change(user: Any, campaign: Campaign) -> bool:
    record_type = type_of(campaign)
    if record_type is None:
        return can(user, "change", "campaigns")
    return can(user, "change", record_type.resource, campaign, record_type.guard)


def needs_change(request: HttpRequest, campaign: Campaign) -> None:
    record_type = type_of(campaign)
    resource = record_type.resource if record_type else "campaigns"
    require(request.user, "change", resource, campaign, record_type.guard if record_type else None)


def shell(request: HttpRequest, campaign: Campaign, active: str) -> dict[str, Any]:
    record_type = type_of(campaign)
    return {
        "campaign": campaign,
        "state_tone": TONES[State(campaign.state)],
        "may_change": may_change(request.user, campaign),
        "is_editable": campaign.is_editable,
        "record_url": address_of(record_type, campaign.pk) if record_type else "",
        "list_url": reverse("records:list", kwargs={"slug": record_type.slug}) if record_type else "",
        "list_label": record_type.label_plural if record_type else _("Messages"),
        "steps": _steps(campaign, active),
        "is_letter": campaign.channel == Channel.LETTER,
        "is_issue": campaign.kind == Kind.ISSUE,
    }


def _steps(campaign: Campaign, active: str) -> list[dict[str, Any]]:
    names = [
        ("text", _("Message"), "pencil", "campaigns:text"),
        ("recipients", _("Destinataires"), "users", ""),
    ]
    if campaign.kind == Kind.ISSUE:
        names.insert(0, ("items", _("Sommaire"), "list-details", "campaigns:items"))
    if campaign.kind == Kind.AUTOMATIC:
        names.append(("automatic", _("Quand"), "clock-play", "campaigns:automatic"))
    else:
        names.append(("sending", _("Envoi"), "send", ""))
    names.append(("messages", _("Suivi"), "chart-bar", ""))
    return [
        {
            "label": label,
            "icon": icon,
            "active": name == active,
            "url": reverse(url or f"campaigns:{name}", kwargs={"pk": campaign.pk}),
        }
        for name, label, icon, url in names
    ]


def said(request: HttpRequest, error: ValidationError) -> None:
    for message in error.messages:
        messages.error(request, message)
