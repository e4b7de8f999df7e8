"""What follows from a mail that came back."""

from __future__ import annotations

import hashlib
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.campaigns.actions.preferences import said_no
from essaim.engines.campaigns.choices import Channel, Fate
from essaim.engines.campaigns.models import Message, Suppression
from essaim.engines.campaigns.noting import subject_of
from essaim.engines.timeline.api import Interaction, note
from essaim.kit import events
from essaim.kit.writing import writing

from .parsing import Incoming, What, parse

LEFT = (Fate.SENT, Fate.UNCERTAIN, Fate.HANDED, Fate.BOUNCED)


def handle(raw: bytes) -> Incoming:
    """Twice the same mail changes nothing the second time."""
    found = parse(raw)
    message = message_of(found)
    if message is None:
        return found
    if found.what == What.BOUNCE:
        bounced(message, found.detail, hard=found.hard)
    elif found.what == What.COMPLAINT:
        complained(message, found.detail)
    elif found.what == What.ANSWER:
        digest = hashlib.sha256(raw).hexdigest()[:40]
        answered(message, found.subject, found.text, digest)
    return found


def message_of(found: Incoming) -> Message | None:
    """By its key only: an address alone would let anybody block anybody."""
    if not found.key:
        return None
    rows = Message.objects.select_related("campaign", "person", "organisation")
    return rows.filter(key=found.key).first()


def bounced(message: Message, detail: str, *, hard: bool) -> None:
    """It was not delivered after all. An address that does not exist is not written to again."""
    with writing(None, origin=_("boîte des retours")) as work:
        changed = Message.objects.filter(pk=message.pk, fate__in=LEFT).exclude(fate=Fate.BOUNCED)
        if not changed.update(fate=Fate.BOUNCED, answer=detail[:300]):
            return
        if hard:
            block(message.campaign.channel, message.address, Suppression.Reason.BOUNCE, detail, work)
        events.publish("campaigns.bounced", id=message.pk, person=message.person_id)


def complained(message: Message, detail: str) -> None:
    """Its reader pressed « indésirable »: that is a refusal, said as clearly as can be."""
    with writing(None, origin=_("boîte des retours")) as work:
        changed = Message.objects.filter(pk=message.pk).exclude(fate=Fate.COMPLAINED)
        if not changed.update(fate=Fate.COMPLAINED, answer=detail[:300]):
            return
        block(message.campaign.channel, message.address, Suppression.Reason.COMPLAINT, detail, work)
        if message.recipient is not None and message.campaign.needs_consent:
            said_no(message.recipient, [message.campaign.channel], message.campaign.purpose, message)


def block(channel: str, address: str, reason: str, detail: str, work: Any) -> None:
    row, made = Suppression.objects.get_or_create(
        channel=channel, address=address.lower()[:254], defaults={"reason": reason, "detail": detail[:300]}
    )
    if made:
        work.noted(row, "address_blocked", note=detail[:200])


def answered(message: Message, subject: str, text: str, digest: str = "", at: Any = None) -> None:
    """Told on the timeline, and nobody is asked to follow up any more."""
    source = f"answer:{digest}" if digest else "campaigns.answer"
    about = subject_of(message)
    with writing(None, origin=_("boîte des retours")):
        if digest and Interaction._base_manager.filter(source=source).exists():
            return
        now = at or timezone.now()
        Message.objects.filter(pk=message.pk, answered_at=None).update(answered_at=now)
        if about is not None:
            note(
                record_type=about[0],
                record_id=about[1],
                also=about[2],
                actor=None,
                text=subject or _("Réponse à « %s »") % message.subject,
                body=text,
                kind=Interaction.Kind.SMS
                if message.campaign.channel == Channel.SMS
                else Interaction.Kind.MAIL,
                at=now,
                source=source,
                direction=Interaction.Direction.IN,
            )
        events.publish("campaigns.answered", id=message.pk, person=message.person_id)
