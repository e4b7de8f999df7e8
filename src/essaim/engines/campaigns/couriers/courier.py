"""The courier: takes a campaign, gives its messages away one by one, writes each step before the next."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext as _

from essaim.engines.campaigns.audience import Recipient
from essaim.engines.campaigns.choices import Fate, State
from essaim.engines.campaigns.excluding import Excluder
from essaim.engines.campaigns.models import Campaign, Message
from essaim.engines.campaigns.transports import Outcome, Result, Way, call_hooks, transport_for

from .ending import finish_if_over, start
from .lease import hold, release, take

logger = logging.getLogger(__name__)
CLAIM = 50
DELAYS = (60, 300, 1800, 7200, 21600)
DOWN_SECONDS = 60
Stop = Callable[[], bool]


class Courier:
    """`work(seconds, stop)` sends for about so long, and returns how many messages it gave away."""

    def __init__(self) -> None:
        self.name = get_random_string(24)
        self.until = 0.0
        self.stop: Stop = lambda: False

    def work(self, seconds: float = 8, stop: Stop | None = None) -> int:
        self.until = time.monotonic() + seconds
        self.stop = stop or self.stop
        given = 0
        while not self._over() and (campaign := take(self.name)) is not None:
            try:
                given += self._serve(campaign)
            finally:
                release(campaign, self.name)
                finish_if_over(campaign)
        return given

    def _over(self) -> bool:
        return self.stop() or time.monotonic() >= self.until

    def _serve(self, campaign: Campaign) -> int:
        if campaign.state in (State.PREPARING, State.SCHEDULED) and not start(campaign):
            return 0
        if campaign.state != State.SENDING:
            return 0
        transport = transport_for(campaign.channel)
        if transport is None:
            self._down(
                campaign, _("Aucun envoi n’est réglé pour ce canal : voyez avec votre administrateur.")
            )
            return 0
        way = transport.open(campaign)
        try:
            return self._run(campaign, way)
        finally:
            way.close()

    def _run(self, campaign: Campaign, way: Way) -> int:
        given = 0
        while not self._over() and (batch := self._claim(campaign)):
            for message in batch:
                if self._over():
                    return given
                result = way.send(message, lambda message=message: self._hand(campaign, message))  # type: ignore[misc]
                if result.outcome == Outcome.STOPPED:
                    return given
                self._note(campaign, message, result)
                given += result.outcome in (Outcome.ACCEPTED, Outcome.UNSURE)
                if result.outcome == Outcome.DOWN:
                    return given
                if not self._pace(campaign):
                    return given
        return given

    def _claim(self, campaign: Campaign) -> list[Message]:
        """The next messages due, marked as this courier's. Consent is asked again: it may be withdrawn since."""
        due = campaign.messages.filter(fate=Fate.WAITING, next_at__lte=timezone.now())
        keys = list(due.order_by("next_at", "id").values_list("pk", flat=True)[:CLAIM])
        Message.objects.filter(pk__in=keys, fate=Fate.WAITING).update(fate=Fate.CLAIMED, claimed_by=self.name)
        mine = campaign.messages.filter(pk__in=keys, fate=Fate.CLAIMED, claimed_by=self.name)
        batch = list(mine.select_related("person", "organisation").order_by("next_at", "id"))
        return self._still_allowed(campaign, batch)

    def _still_allowed(self, campaign: Campaign, batch: list[Message]) -> list[Message]:
        excluder = Excluder(campaign)
        kept = []
        looked = excluder.look([Recipient(message.pk, message.recipient) for message in batch])
        for message, (_item, address, why) in zip(batch, looked, strict=True):
            if why:
                Message.objects.filter(pk=message.pk).update(fate=Fate.EXCLUDED, why=why, claimed_by="")
            else:
                message.address = address
                kept.append(message)
        return kept

    def _hand(self, campaign: Campaign, message: Message) -> bool:
        """Written before the last line is given. From here on, a death leaves a doubt and never a double."""
        with transaction.atomic():
            if not hold(campaign, self.name):
                return False
            mine = Message.objects.filter(pk=message.pk, fate=Fate.CLAIMED, claimed_by=self.name)
            return bool(mine.update(fate=Fate.HANDED, address=message.address, attempts=message.attempts + 1))

    def _note(self, campaign: Campaign, message: Message, result: Result) -> None:
        now = timezone.now()
        values: dict[str, object] = {"answer": result.answer[:300], "claimed_by": ""}
        if result.outcome == Outcome.ACCEPTED:
            values |= {"fate": Fate.SENT, "sent_at": now}
        elif result.outcome == Outcome.UNSURE:
            values |= {"fate": Fate.UNCERTAIN, "sent_at": now}
        elif result.outcome == Outcome.REFUSED:
            values |= {"fate": Fate.FAILED}
        elif result.outcome == Outcome.LATER:
            values |= _later(message)
        else:
            values |= {"fate": Fate.WAITING}
        Message.objects.filter(pk=message.pk).update(**values)
        if result.outcome == Outcome.DOWN:
            self._down(campaign, result.answer)
        elif campaign.problem:
            campaign.problem = ""
            Campaign.objects.filter(pk=campaign.pk).update(problem="")
        if result.outcome == Outcome.ACCEPTED:
            message.fate, message.sent_at = Fate.SENT, now
            call_hooks_if_fictive(campaign, message)

    def _down(self, campaign: Campaign, why: str) -> None:
        """Nothing passes: the campaign waits a little, its messages are not to blame."""
        logger.warning("campaign %s: the way out does not answer: %s", campaign.pk, why)
        later = timezone.now() + timedelta(seconds=DOWN_SECONDS)
        Campaign.objects.filter(pk=campaign.pk).update(problem=why[:300], next_at=later)

    def _pace(self, campaign: Campaign) -> bool:
        """Keeps to so many messages a minute. False when the next one is for a later turn."""
        rates = [rate for rate in (campaign.rate, settings.CAMPAIGN_RATE) if rate]
        if not rates:
            return True
        seconds = 60 / min(rates)
        Campaign.objects.filter(pk=campaign.pk).update(next_at=timezone.now() + timedelta(seconds=seconds))
        if time.monotonic() + seconds >= self.until:
            return False
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if self.stop():
                return False
            time.sleep(min(0.2, max(0.0, deadline - time.monotonic())))
        return True


def _later(message: Message) -> dict[str, object]:
    """Tried again after longer and longer; refused for good after the last try."""
    tried = message.attempts + 1
    if tried > len(DELAYS):
        return {"fate": Fate.FAILED, "attempts": tried}
    return {
        "fate": Fate.WAITING,
        "attempts": tried,
        "next_at": timezone.now() + timedelta(seconds=DELAYS[tried - 1]),
    }


def call_hooks_if_fictive(campaign: Campaign, message: Message) -> None:
    transport = transport_for(campaign.channel)
    if transport is not None and transport.name == "fictif":
        call_hooks(message)
