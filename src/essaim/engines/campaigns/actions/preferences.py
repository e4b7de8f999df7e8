"""What somebody says of being written to, from the link of a message: they act for themselves, without an account."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.campaigns.choices import Channel, Fate, Purpose, Why
from essaim.engines.campaigns.models import Message, Refusal, Topic
from essaim.engines.directory.api import Consent, do_record_consents
from essaim.kit.writing import writing


def owner_filter(owner: Any) -> dict[str, Any]:
    return {"person" if owner._meta.model_name == "person" else "organisation": owner}


def do_unsubscribe(*, actor: Any, message: Message) -> None:
    """One click: no more of this topic on this channel, or of this purpose when the message had no topic."""
    campaign, owner = message.campaign, message.recipient
    if owner is None:
        return
    with writing(actor, origin=_("lien de désinscription")) as work:
        if campaign.topic_id:
            _refuse_topic(campaign.topic, campaign.channel, owner, work)
        else:
            said_no(owner, [campaign.channel], campaign.purpose, message)
        work.noted(owner, "unsubscribed", note=_said(message))
        _let_go(owner, campaign.channel, Why.TOPIC if campaign.topic_id else Why.REFUSED, campaign)


def said_no(owner: Any, channels: list[str], purpose: str, message: Message) -> None:
    _say(owner, channels, purpose, False, message)


def _say(owner: Any, channels: list[str], purpose: str, given: bool, message: Message) -> None:
    said = Consent(
        purpose=purpose, given=given, source=Consent.Source.UNSUBSCRIBE, proof=_said(message),
        said_on=timezone.localdate(),
    )  # fmt: skip
    do_record_consents(actor=None, owner=owner, channels=channels, said=said)


def _said(message: Message) -> str:
    return str(_("Depuis le lien du message « %(subject)s »") % {"subject": message.subject[:120]})


def _refuse_topic(topic: Any, channel: str, owner: Any, work: Any) -> None:
    if not Refusal.objects.filter(topic=topic, channel=channel, **owner_filter(owner)).exists():
        row = Refusal.objects.create(topic=topic, channel=channel, **owner_filter(owner))
        work.noted(owner, "unsubscribed", note=str(row))


def _let_go(owner: Any, channel: str, why: str, campaign: Any) -> None:
    """What was prepared for them on this channel and topic does not leave any more."""
    rows = Message.objects.filter(fate=Fate.WAITING, campaign__channel=channel, **owner_filter(owner))
    rows = (
        rows.filter(campaign__topic=campaign.topic)
        if campaign.topic_id
        else rows.filter(campaign__purpose=campaign.purpose)
    )
    rows.exclude(campaign__purpose=Purpose.SERVICE).update(fate=Fate.EXCLUDED, why=why)


def do_save_preferences(
    *, actor: Any, message: Message, agreed: dict[tuple[str, str], bool], topics: dict[tuple[int, str], bool],
) -> None:  # fmt: skip
    """`agreed`: (channel, purpose) → yes or no; `topics`: (topic, channel) → wanted or not. Only what differs
    from what was said before is written."""
    owner = message.recipient
    with writing(actor, origin=_("page de préférences")) as work:
        now = current_choices(owner)
        for (channel, purpose), given in agreed.items():
            if now.get((channel, purpose)) != given and (given or (channel, purpose) in now):
                _say(owner, [channel], purpose, given, message)
        rows = {
            (row.topic_id, row.channel): row
            for row in Refusal.objects.filter(**owner_filter(owner)).select_related("topic")
        }
        known = {topic.pk: topic for topic in Topic._base_manager.all()}
        for (topic, channel), wanted in topics.items():
            if wanted and (topic, channel) in rows:
                work.noted(owner, "subscribed", note=str(rows[topic, channel]))
                rows[topic, channel].delete()
            elif not wanted and (topic, channel) not in rows and topic in known:
                _refuse_topic(known[topic], channel, owner, work)


def do_refuse_everything(*, actor: Any, message: Message) -> None:
    """No more of anything that needs their agreement, on any channel."""
    owner = message.recipient
    with writing(actor, origin=_("page de préférences")) as work:
        for purpose in (Purpose.NEWS, Purpose.OFFERS, Purpose.SURVEYS):
            said_no(owner, list(Channel.values), purpose, message)
        said_no(owner, [Channel.EMAIL], Consent.Purpose.TRACKING, message)
        work.noted(owner, "unsubscribed", note=_("tout"))
        waiting = Message.objects.filter(fate=Fate.WAITING, **owner_filter(owner))
        waiting.exclude(campaign__purpose=Purpose.SERVICE).update(fate=Fate.EXCLUDED, why=Why.REFUSED)


def current_choices(owner: Any) -> dict[tuple[str, str], bool]:
    """The latest word for each channel and purpose."""
    found: dict[tuple[str, str], bool] = {}
    today = timezone.localdate()
    rows = Consent.objects.filter(said_on__lte=today, **owner_filter(owner)).order_by("said_on", "id")
    for channel, purpose, given in rows.values_list("channel", "purpose", "given"):
        found[channel, purpose] = given
    return found
