"""How a campaign starts and when it is over."""

from __future__ import annotations

import logging
from typing import Any

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.campaigns.choices import Channel, Fate, Kind, State
from essaim.engines.campaigns.merging.language import MergeError
from essaim.engines.campaigns.models import Campaign
from essaim.engines.campaigns.news.issuing import prepare_issue
from essaim.engines.campaigns.preparing import prepare, type_exists
from essaim.engines.records.api import QueryError
from essaim.kit import events
from essaim.kit.writing import writing

logger = logging.getLogger(__name__)
ON_THE_WAY = (Fate.WAITING, Fate.CLAIMED, Fate.HANDED)


def start(campaign: Campaign) -> bool:
    """Prepares every message, then opens the sending. What stands in the way is told on the campaign."""
    if campaign.state == State.SCHEDULED:
        _set(campaign, state=State.PREPARING)
    try:
        if not type_exists(campaign) or campaign.owner is None or not campaign.owner.is_active:
            raise MergeError(_("La personne qui envoie n’a plus de compte ouvert."))
        if campaign.kind == Kind.ISSUE:
            prepare_issue(campaign)
        else:
            prepare(campaign)
    except (MergeError, QueryError) as error:
        _set(campaign, state=State.DRAFT, problem=str(error)[:300])
        return False
    if Campaign.objects.filter(pk=campaign.pk, state=State.CANCELLED).exists():
        return False
    _set(
        campaign,
        state=State.READY if campaign.channel == Channel.LETTER else State.SENDING,
        started_at=campaign.started_at or timezone.now(),
        problem="",
    )
    return campaign.state == State.SENDING


def _set(campaign: Campaign, **values: Any) -> None:
    for name, value in values.items():
        setattr(campaign, name, value)
    Campaign.objects.filter(pk=campaign.pk).exclude(state=State.CANCELLED).update(**values)


def finish_if_over(campaign: Campaign) -> None:
    """Nothing is on the way any more: the campaign is done. What runs all year round never is."""
    if campaign.kind in (Kind.AUTOMATIC, Kind.EVENT):
        return
    open_ = Campaign.objects.filter(pk=campaign.pk, state=State.SENDING)
    over = open_.exclude(Q(messages__fate__in=ON_THE_WAY))
    with writing(None, origin=_("envoi")) as work:
        if over.update(state=State.DONE, finished_at=timezone.now()):
            sent = campaign.messages.filter(fate=Fate.SENT).count()
            work.noted(campaign, "campaign_finished", note=_("%(n)s messages envoyés") % {"n": sent})
            events.publish("campaigns.finished", id=campaign.pk)
