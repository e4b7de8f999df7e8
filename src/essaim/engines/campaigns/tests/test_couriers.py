"""Couriers that die, lose their lease, are told to stop or to go slowly: nothing is lost and nothing leaves twice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from essaim.engines.campaigns.actions import sending
from essaim.engines.campaigns.choices import Fate, State
from essaim.engines.campaigns.couriers import Courier, lease
from essaim.engines.campaigns.models import Campaign, Message
from essaim.engines.campaigns.preparing import prepare

from .launching import launch, work

pytestmark = pytest.mark.django_db


def test_a_courier_that_dies_leaves_what_it_had_not_given_and_a_doubt_for_what_it_had(
    campaign, server, agreeing
):
    for number in range(3):
        agreeing(last_name=f"N{number}", email=f"n{number}@exemple.example")
    server.answer = lambda step, address: "421 closed"
    launch(campaign)
    keys = list(campaign.messages.values_list("pk", flat=True))
    Message.objects.filter(pk=keys[0]).update(fate=Fate.HANDED, claimed_by="mort")
    Message.objects.filter(pk=keys[1]).update(fate=Fate.CLAIMED, claimed_by="mort")
    Campaign.objects.update(courier="mort", courier_until=timezone.now() + timedelta(seconds=60))
    server.answer = lambda step, address: ""
    work(campaign)
    assert server.received == [], "the lease still holds"
    Campaign.objects.update(courier_until=timezone.now() - timedelta(seconds=1))
    work(campaign)
    assert len(server.received) == 3
    assert campaign.messages.get(fate=Fate.UNCERTAIN).pk == keys[0]


def test_a_courier_that_lost_its_lease_gives_nothing(campaign, server):
    Campaign.objects.filter(pk=campaign.pk).update(state=State.PREPARING)
    courier = Courier()
    taken = lease.take(courier.name)
    prepare(taken)
    Campaign.objects.filter(pk=campaign.pk).update(state=State.SENDING, courier="un autre")
    batch = courier._claim(taken)
    assert courier._hand(taken, batch[0]) is False
    assert campaign.messages.get().fate == Fate.CLAIMED


def test_paused_then_resumed_then_given_up(campaign, server, agreeing):
    for number in range(4):
        agreeing(last_name=f"N{number}", email=f"n{number}@exemple.example")
    seen = []

    def pause_after_two(step, address):
        if step == "DATA":
            seen.append(address)
        return ""

    server.answer = pause_after_two
    campaign.rate = 60
    campaign.save()
    sending.do_schedule(
        actor=campaign.owner, campaign=campaign, at=timezone.now() + timedelta(hours=1), rate=0
    )
    Campaign.objects.update(scheduled_at=timezone.now())
    stop = iter([False] * 6)
    Courier().work(30, lambda: next(stop, True))
    assert 0 < len(seen) < 5
    sending.do_pause(actor=campaign.owner, campaign=campaign)
    count = len(seen)
    work(campaign)
    assert len(seen) == count
    sending.do_resume(actor=campaign.owner, campaign=campaign)
    work(campaign)
    assert len(seen) == len(set(seen)) == 5
    with pytest.raises(ValidationError):
        sending.do_cancel(actor=campaign.owner, campaign=campaign)


def test_throttled_it_keeps_its_pace(campaign, server, agreeing):
    agreeing(last_name="Deux", email="deux@exemple.example")
    launch(campaign, rate=2)
    assert len(server.received) == 1
    campaign.refresh_from_db()
    assert campaign.next_at > timezone.now() + timedelta(seconds=20)
