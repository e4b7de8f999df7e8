"""Who of a segment receives nothing, and why: said to the author before, kept with the message after."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from essaim.engines.directory.api import Consent, Organisation, Person, allowed_to_contact, normalise_email

from .audience import Recipient, address_of, is_gone
from .choices import Channel, Why
from .models import Campaign, Refusal, Suppression


class Excluder:
    """Looks at recipients a batch at a time; remembers the addresses met, so that none is used twice."""

    def __init__(self, campaign: Campaign) -> None:
        self.campaign = campaign
        self.met: set[str] = set()

    def look(self, batch: list[Recipient]) -> list[tuple[Recipient, str, str]]:
        """(recipient, address, reason or "") for each."""
        owners = [item.owner for item in batch if item.owner is not None]
        said = _Said(self.campaign, owners)
        found = []
        for item in batch:
            if item.owner is None:
                found.append((item, "", Why.OUT_OF_REACH.value))
                continue
            address = address_of(item.owner, self.campaign.channel)
            reason = self._why(item.owner, address, said)
            if not reason:
                self.met.add(address.lower())
            found.append((item, address, reason))
        return found

    def _why(self, owner: Any, address: str, said: _Said) -> str:
        if is_gone(owner):
            return Why.GONE
        if not address:
            return Why.NO_ADDRESS
        if self.campaign.channel == Channel.EMAIL and not _deliverable(address):
            return Why.BAD_ADDRESS
        if address.lower() in said.blocked:
            return Why.BLOCKED
        key = (type(owner), owner.pk)
        if self.campaign.needs_consent and key not in said.agreed:
            return Why.REFUSED if key in said.spoken else Why.NO_CONSENT
        if key in said.off_topic:
            return Why.TOPIC
        if self.campaign.one_per_address and self._met(address):
            return Why.SAME_ADDRESS
        return ""

    def _met(self, address: str) -> bool:
        return self.campaign.channel != Channel.LETTER and address.lower() in self.met


class _Said:
    """What this batch of people and organisations said of being written to: a few queries for all of them."""

    def __init__(self, campaign: Campaign, owners: list[Any]) -> None:
        self.agreed: set[tuple[type, int]] = set()
        self.spoken: set[tuple[type, int]] = set()
        self.off_topic: set[tuple[type, int]] = set()
        for model, column in ((Person, "person"), (Organisation, "organisation")):
            keys = [owner.pk for owner in owners if isinstance(owner, model)]
            if keys:
                self._read(campaign, model, column, keys)
        addresses = {address_of(owner, campaign.channel).lower() for owner in owners}
        self.blocked = blocked_among(campaign.channel, addresses)

    def _read(self, campaign: Campaign, model: Any, column: str, keys: list[int]) -> None:
        inside = {f"{column}__in": keys}
        if campaign.needs_consent:
            agreed = allowed_to_contact(model, keys, campaign.channel, campaign.purpose)
            rows = Consent.objects.filter(channel=campaign.channel, purpose=campaign.purpose, **inside)
            self.agreed |= {(model, key) for key in agreed}
            self.spoken |= {(model, key) for key in rows.values_list(f"{column}_id", flat=True)}
        if campaign.topic_id and campaign.needs_consent:
            rows_off = Refusal.objects.filter(topic=campaign.topic_id, channel=campaign.channel, **inside)
            self.off_topic |= {(model, key) for key in rows_off.values_list(f"{column}_id", flat=True)}


def blocked_among(channel: str, addresses: Iterable[str]) -> set[str]:
    if channel == Channel.LETTER:
        return set()
    rows = Suppression.objects.filter(channel=channel, address__in=[item for item in addresses if item])
    return set(rows.values_list("address", flat=True))


def _deliverable(address: str) -> bool:
    try:
        return bool(normalise_email(address))
    except ValidationError:
        return False


def tracking_allowed(owners: list[Any]) -> set[int]:
    """The people among these who agreed to have their openings measured, a consent of its own."""
    keys = [owner.pk for owner in owners if isinstance(owner, Person)]
    return allowed_to_contact(Person, keys, Channel.EMAIL, Consent.Purpose.TRACKING) if keys else set()
