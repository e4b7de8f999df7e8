"""One courier a campaign at a time. It holds a lease that each message renews; what it had in hand is known."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from essaim.engines.campaigns.choices import Channel, Fate, Kind, State
from essaim.engines.campaigns.models import Campaign, Message

LEASE = timedelta(seconds=180)
SERVED = (Channel.EMAIL.value, Channel.SMS.value)


def free(now: datetime) -> Q:
    return Q(courier="") | Q(courier_until__lt=now) | Q(courier_until=None)


def take(name: str) -> Campaign | None:
    """The next campaign with something to do now, taken by the courier `name`; None when there is none."""
    now = timezone.now()
    due = Message.objects.filter(campaign=OuterRef("pk"), fate=Fate.WAITING, next_at__lte=now)
    left = Message.objects.filter(campaign=OuterRef("pk"), fate__in=(Fate.CLAIMED, Fate.HANDED))
    ready = Campaign.objects.filter(
        Q(state=State.PREPARING)
        | Q(state=State.SCHEDULED, scheduled_at__lte=now)
        | Q(Exists(due), state=State.SENDING, channel__in=SERVED)
        | Q(Exists(left), state__in=(State.SENDING, State.PAUSED, State.CANCELLED)),
        free(now),
    ).filter(Q(next_at=None) | Q(next_at__lte=now))
    urgent = [Kind.EVENT, Kind.AUTOMATIC]
    found = sorted(ready.order_by("next_at", "pk")[:20], key=lambda item: item.kind not in urgent)
    for campaign in found:
        taken = Campaign.objects.filter(free(now), pk=campaign.pk)
        if taken.update(courier=name, courier_until=now + LEASE):
            recover(campaign.pk, name)
            return Campaign.objects.select_related("owner", "network", "topic").get(pk=campaign.pk)
    return None


def recover(campaign: int, name: str) -> None:
    """What another courier left when it died: what it had not begun to give is to be sent, the rest is in doubt."""
    left = Message.objects.filter(campaign=campaign).exclude(claimed_by=name)
    left.filter(fate=Fate.CLAIMED).update(fate=Fate.WAITING, claimed_by="")
    left.filter(fate=Fate.HANDED).update(fate=Fate.UNCERTAIN, claimed_by="")


def hold(campaign: Campaign, name: str) -> bool:
    """Renews the lease. False when it is lost, or the campaign was paused or given up: then nothing may leave."""
    held = Campaign.objects.filter(pk=campaign.pk, courier=name, state=State.SENDING)
    return bool(held.update(courier_until=timezone.now() + LEASE))


def release(campaign: Campaign, name: str) -> None:
    """Gives back what was claimed and not sent, and the lease."""
    Message.objects.filter(campaign=campaign, fate=Fate.CLAIMED, claimed_by=name).update(
        fate=Fate.WAITING, claimed_by=""
    )
    Campaign.objects.filter(pk=campaign.pk, courier=name).update(courier="", courier_until=None)


def pending() -> bool:
    """Is there something to do now?"""
    now = timezone.now()
    due = Message.objects.filter(fate=Fate.WAITING, next_at__lte=now, campaign__state=State.SENDING)
    waiting = due.filter(Q(campaign__next_at=None) | Q(campaign__next_at__lte=now))
    soon = Campaign.objects.filter(
        Q(state=State.PREPARING) | Q(state=State.SCHEDULED, scheduled_at__lte=now), free(now)
    )
    left = Message.objects.filter(fate__in=(Fate.CLAIMED, Fate.HANDED), campaign__courier_until__lt=now)
    return waiting.exists() or soon.exists() or left.exists()
