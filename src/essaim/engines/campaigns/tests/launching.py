"""Sending, as the worker does it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from essaim.engines.campaigns.actions import sending
from essaim.engines.campaigns.couriers import Courier
from essaim.engines.campaigns.models import Campaign, Message


def launch(campaign: Campaign, actor: Any = None, **values: Any) -> None:
    sending.do_schedule(actor=actor or campaign.owner, campaign=campaign, **values)
    Courier().work(5)


def work(campaign: Campaign) -> Campaign:
    """The courier's next turn, as soon as what waits is due."""
    Message.objects.filter(campaign=campaign).update(next_at=timezone.now())
    Campaign.objects.filter(pk=campaign.pk).update(next_at=None)
    Courier().work(30)
    campaign.refresh_from_db()
    return campaign
