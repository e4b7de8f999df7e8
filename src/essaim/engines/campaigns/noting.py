"""What was sent, told on the timeline of each recipient, some time after it left."""

from __future__ import annotations

import time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.api import record_types
from essaim.engines.timeline.api import Interaction, note
from essaim.kit.writing import writing

from .choices import Channel, Fate, Kind
from .models import Message

BATCH = 50
BODY = 2000
KINDS = {
    Channel.EMAIL: Interaction.Kind.MAIL,
    Channel.SMS: Interaction.Kind.SMS,
    Channel.LETTER: Interaction.Kind.LETTER,
}


def note_sent(seconds: float = 8) -> int:
    """Tells what is not told yet, for about so long; returns how many."""
    stop = time.monotonic() + seconds
    told = 0
    while time.monotonic() < stop and (batch := _untold()):
        told += _tell(batch)
    return told


def _untold() -> list[Message]:
    rows = Message.objects.filter(noted_at=None, fate=Fate.SENT)
    return list(rows.select_related("campaign__owner").order_by("pk")[:BATCH])


def _tell(batch: list[Message]) -> int:
    """All of the batch in one transaction, marked as told in the same: neither twice nor never."""
    with writing(None, origin=_("envoi")):
        mine = Message.objects.select_for_update(of=("self",)).filter(
            pk__in=[message.pk for message in batch], noted_at=None
        )
        keys = set(mine.values_list("pk", flat=True))
        for message in batch:
            if message.pk in keys:
                _note(message)
        Message.objects.filter(pk__in=keys).update(noted_at=timezone.now())
    return len(batch)


def _note(message: Message) -> Any:
    subject = subject_of(message)
    if subject is None:
        return None
    campaign = message.campaign
    one = campaign.kind in (Kind.CAMPAIGN, Kind.ISSUE)
    title = (
        f"{campaign.name} : {message.subject}"
        if one and message.subject
        else message.subject or campaign.name
    )
    return note(
        record_type=subject[0],
        record_id=subject[1],
        also=subject[2],
        actor=campaign.owner,
        text=title,
        body=message.text[:BODY],
        kind=Interaction.Kind.CAMPAIGN if one else KINDS[Channel(campaign.channel)],
        at=message.sent_at,
        source="campaigns.sent",
        direction=Interaction.Direction.OUT,
    )


def subject_of(message: Message) -> tuple[str, int, tuple[tuple[str, int], ...]] | None:
    """(type, key, others) of the records a message is about; None when they are gone."""
    also: list[tuple[str, int]] = []
    if message.person_id:
        also.append(("people", message.person_id))
    if message.organisation_id:
        also.append(("organisations", message.organisation_id))
    own = (message.record_type, message.record_id)
    if message.record_type in record_types and own not in also:
        exists = record_types.get(message.record_type).model_class._base_manager.filter(pk=message.record_id)
        if exists.exists():
            return own[0], own[1], tuple(also)
    return (also[0][0], also[0][1], tuple(also[1:])) if also else None
