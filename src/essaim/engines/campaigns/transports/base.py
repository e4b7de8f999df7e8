"""What a transport is, and which one serves a channel."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings

from essaim.engines.campaigns.choices import Channel
from essaim.engines.campaigns.models import Message
from essaim.kit.registry import Registry


class Outcome(StrEnum):
    """ACCEPTED: it left. REFUSED: it never will. LATER: this one may pass later. DOWN: nothing passes now.
    UNSURE: the last line was given and no answer came. STOPPED: the sender was told to let go before giving it."""

    ACCEPTED = "accepted"
    REFUSED = "refused"
    LATER = "later"
    DOWN = "down"
    UNSURE = "unsure"
    STOPPED = "stopped"


@dataclass(frozen=True)
class Result:
    outcome: Outcome
    answer: str = ""


class Way:
    """An open way out, for one campaign and one sender.

    `send(message, hand)` calls `hand()` just before the point of no return, once; when that answers False
    it gives nothing and tells STOPPED. It never raises for what the other side does or says.
    """

    def send(self, message: Message, hand: Callable[[], bool]) -> Result:
        raise NotImplementedError

    def close(self) -> None:
        """Says goodbye; never raises."""


@dataclass(frozen=True)
class Transport:
    """`open(campaign)` gives a `Way`. `channels`: the channels it can serve."""

    name: str
    label: Any
    channels: tuple[str, ...]
    open: Callable[[Any], Way]


transports: Registry[Transport] = Registry("transports", Transport, lambda item: item.name)
_choosers: list[Callable[[str], str]] = []


def choose_by(function: Callable[[str], str]) -> None:
    """`function(channel)` names the transport to use, or "" to leave it to the next: sandboxes use it."""
    if function not in _choosers:
        _choosers.append(function)


def transport_for(channel: str) -> Transport | None:
    """None when nothing is set for this channel (no SMS gateway)."""
    name = next((said for chooser in reversed(_choosers) if (said := chooser(channel))), "")
    known = {Channel.EMAIL.value: settings.CAMPAIGN_MAIL, Channel.SMS.value: settings.CAMPAIGN_SMS}
    name = name or str(known.get(channel, ""))
    return transports.get(name) if name else None
