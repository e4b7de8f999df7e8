"""Openings: of one's own only with the reader's consent at that moment, else a figure for the whole campaign."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .choices import Channel
from .excluding import tracking_allowed
from .models import Campaign, Message, Opening, Reading


def count_shown(campaign: Campaign) -> None:
    """One more showing, of nobody in particular."""
    with transaction.atomic():
        row, _made = Opening.objects.get_or_create(campaign=campaign, day=timezone.localdate())
        Opening.objects.filter(pk=row.pk).update(count=F("count") + 1)


def note_seen(message: Message) -> None:
    """The reader's own image was loaded. Without their consent today, only the campaign's figure grows."""
    count_shown(message.campaign)
    owner = message.recipient
    if (
        message.campaign.channel == Channel.EMAIL
        and owner is not None
        and owner.pk in tracking_allowed([owner])
    ):
        Reading.objects.get_or_create(message=message)


def forget_openings(person: int) -> None:
    Reading.objects.filter(message__person=person).delete()
    Message.objects.filter(person=person).update(tracked=False)
