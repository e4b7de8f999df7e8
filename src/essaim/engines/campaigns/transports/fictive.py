"""Nothing leaves: messages count as sent, and whoever listens may make up what happens next (a simulator)."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext_lazy as _

from essaim.engines.campaigns.choices import Channel
from essaim.engines.campaigns.models import Message

from .base import Outcome, Result, Transport, Way, transports

logger = logging.getLogger(__name__)
_hooks: list[Callable[[Message], None]] = []


def on_fictive_sending(function: Callable[[Message], None]) -> Callable[[Message], None]:
    """Call `function(message)` once a message was sent by the fictive transport, its fate written already."""
    if function not in _hooks:
        _hooks.append(function)
    return function


def call_hooks(message: Message) -> None:
    for hook in _hooks:
        try:
            hook(message)
        except Exception:  # what a listener makes up must not stop the others' messages
            logger.exception("hook %s on message %s failed", hook.__qualname__, message.pk)


class FictiveWay(Way):
    def __init__(self, campaign: Any) -> None:
        self.campaign = campaign

    def send(self, message: Message, hand: Callable[[], bool]) -> Result:
        if not hand():
            return Result(Outcome.STOPPED)
        return Result(Outcome.ACCEPTED, str(_("envoi fictif")))


transports.declare(
    Transport(
        "fictif", _("envoi fictif : rien ne part"), (Channel.EMAIL.value, Channel.SMS.value), FictiveWay
    )
)
