"""Those who did not answer after some days: a task for each, which the agenda shows on its day."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from essaim.engines.records.api import create, record_types
from essaim.engines.timeline.api import Interaction
from essaim.kit.writing import writing

from .choices import Fate, State
from .models import Campaign, Message

MOST = 2000


def follow_up_due() -> int:
    """Makes the tasks whose day has come; returns how many."""
    now = timezone.now()
    rows = Campaign.objects.filter(
        follow_up_days__isnull=False, followed_up_at=None, state=State.DONE, finished_at__isnull=False
    ).select_related("owner", "follow_up_to")
    made = 0
    for campaign in rows:
        if (
            campaign.finished_at
            and campaign.finished_at + timedelta(days=campaign.follow_up_days or 0) <= now
        ):
            made += follow_up(campaign)
    return made


def silent(campaign: Campaign) -> QuerySet[Message]:
    """The messages that left and were not answered, by mail or in any other way noted since."""
    rows = campaign.messages.filter(fate=Fate.SENT, answered_at=None, task_id=None)
    heard = Interaction._base_manager.filter(direction=Interaction.Direction.IN)
    if campaign.started_at:
        heard = heard.filter(at__gt=campaign.started_at)
    spoke = Q(person__in=heard.exclude(person=None).values("person"))
    spoke |= Q(organisation__in=heard.exclude(organisation=None).values("organisation"))
    return rows.exclude(spoke).select_related("person", "organisation").order_by("pk")


def follow_up(campaign: Campaign) -> int:
    """One task each, given to whom the campaign says, in the name of who sent it."""
    made = 0
    for message in silent(campaign)[:MOST]:
        try:
            made += _make_task(campaign, message)
        except PermissionDenied:
            Campaign.objects.filter(pk=campaign.pk).update(
                problem=_(
                    "Les relances n’ont pas pu être créées : l’expéditeur n’a pas le droit de créer des tâches."
                )
            )
            return made
    Campaign.objects.filter(pk=campaign.pk).update(followed_up_at=timezone.now())
    return made


def _make_task(campaign: Campaign, message: Message) -> int:
    with writing(campaign.owner, origin=_("relance de campagne")):
        mine = Message.objects.select_for_update(of=("self",)).filter(pk=message.pk, task_id=None).first()
        if mine is None:
            return 0
        values: dict[str, Any] = {
            "title": _("Relancer %(who)s : %(campaign)s") % {"who": message.label, "campaign": campaign.name},
            "due_date": timezone.localdate(),
            "assigned_to": campaign.follow_up_to_id or campaign.owner_id,
        }
        if message.person_id:
            values["person"] = message.person_id
        elif message.organisation_id:
            values["organisation"] = message.organisation_id
        values["title"] = values["title"][:200]
        task = create(actor=campaign.owner, record_type=record_types.get("tasks"), values=values)
        Message.objects.filter(pk=message.pk).update(task_id=task.pk)
    return 1
