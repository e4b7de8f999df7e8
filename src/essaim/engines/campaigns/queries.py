"""Reads of campaigns; each starts from what the reader may see."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from essaim.engines.accounts.api import User
from essaim.engines.records.api import (
    Phrases,
    Query,
    QueryError,
    base_queryset,
    record_types,
    titles,
    type_of,
    visible_views,
)
from essaim.engines.rights.api import can

from .audience import audiences, recipients, segment_queryset
from .choices import Channel, Fate, Kind, State
from .excluding import Excluder
from .models import Campaign, Message, MessageTemplate, Newsletter, Refusal, Suppression, Topic

LOOKED = 5000
BATCH = 500


def campaign_for(user: Any, pk: int, kinds: Iterable[str] = ()) -> Campaign | None:
    """Whatever its kind, by the rights on that kind."""
    found = (
        Campaign._base_manager.select_related("owner", "network", "topic", "newsletter").filter(pk=pk).first()
    )
    if found is None or (kinds and found.kind not in kinds):
        return None
    record_type = type_of(found)
    if record_type is None:
        return found if can(user, "view", "campaigns") and _sees_all(user) else None
    return found if base_queryset(user, record_type).filter(pk=pk).exists() else None


def _sees_all(user: Any) -> bool:
    from essaim.engines.rights.api import rights_of

    return "all" in rights_of(user).reaches("view", "campaigns")


def message_for(user: Any, pk: int) -> Message | None:
    found = Message.objects.select_related("campaign", "person", "organisation").filter(pk=pk).first()
    if found is None or campaign_for(user, found.campaign_id) is None:
        return None
    return found


def message_by_key(key: str) -> Message | None:
    rows = Message.objects.select_related("campaign__topic", "campaign__network", "person", "organisation")
    return rows.filter(key=key).first()


def campaign_by_pk(pk: int) -> Campaign | None:
    return Campaign._base_manager.filter(pk=pk).first()


def templates_for(user: Any, channel: str = "") -> QuerySet[MessageTemplate]:
    rows = MessageTemplate.objects.for_user(user)
    return rows.filter(channel=channel) if channel else rows


def offered_topics() -> QuerySet[Topic]:
    return Topic._base_manager.filter(is_offered=True)


def segment_choices(user: Any) -> list[tuple[str, list[tuple[str, str]]]]:
    """(heading, [(value, label)]) of the lists one may write to: each type whole, then its saved views."""
    found = []
    for audience in audiences:
        record_type = record_types.get(audience.type)
        if not can(user, "view", record_type.resource) or not record_type.in_menu:
            continue
        lines = [(f"{record_type.name}:", str(record_type.label_plural))]
        lines += [(f"{record_type.name}:{view.pk}", view.name) for view in visible_views(user, record_type)]
        found.append((str(record_type.label_plural), lines))
    return found


def segment_of_choice(user: Any, choice: str) -> dict[str, Any] | None:
    """The segment behind a value of `segment_choices`; None when it is not offered to `user`."""
    name, _colon, key = choice.partition(":")
    if name not in audiences or not can(user, "view", record_types.get(name).resource):
        return None
    if not key:
        return {"type": name}
    view = next((item for item in visible_views(user, record_types.get(name)) if str(item.pk) == key), None)
    return None if view is None else {**view.query, "type": name}


def segment_in_words(user: Any, campaign: Campaign) -> str:
    """ "Personnes : Ville est « Nantes »"."""
    if not campaign.segment or campaign.type_name not in record_types:
        return ""
    record_type = record_types.get(campaign.type_name)
    query = Query.from_json(campaign.segment)
    said = [str(record_type.label_plural)]
    if query.filter:
        said.append(Phrases(user, record_type).node(query.filter))
    if query.text:
        said.append(f"« {query.text} »")
    return " : ".join([said[0], ", ".join(said[1:])]) if len(said) > 1 else said[0]


def rows_of(campaign: Campaign, user: Any) -> QuerySet | None:
    """The records of the segment, None when there is none or it cannot be read any more."""
    if not campaign.segment or campaign.type_name not in record_types:
        return None
    try:
        return segment_queryset(user, campaign.segment, campaign.frozen_ids)
    except QueryError:
        return None


def sample_keys(campaign: Campaign, user: Any, most: int = 30) -> list[int]:
    """Some records of the segment to preview the text on, those who would receive it first."""
    rows = rows_of(campaign, user)
    if rows is None:
        if campaign.type_name not in record_types:
            return []
        rows = base_queryset(user, record_types.get(campaign.type_name)).order_by("pk")
    keys = list(rows.values_list("pk", flat=True)[:100])
    record_type = record_types.get(campaign.type_name)
    part = record_type.model_class._base_manager.filter(pk__in=keys).order_by("pk")
    looked = Excluder(campaign).look(recipients(user, record_type, part))
    first = [item.record_id for item, _address, why in looked if not why]
    rest = [item.record_id for item, _address, why in looked if why and item.owner is not None]
    return [*first, *rest][:most]


def sample_titles(campaign: Campaign, user: Any, keys: list[int]) -> list[tuple[int, str]]:
    names = titles(user, record_types.get(campaign.type_name), keys)
    return [(key, names[key]) for key in keys if key in names]


def progress_of(campaign: Campaign) -> dict[str, Any]:
    """How many messages are in each state, and what share has left."""
    counts = dict(campaign.messages.order_by().values_list("fate").annotate(n=Count("pk")))
    meant = sum(count for fate, count in counts.items() if fate != Fate.EXCLUDED)
    gone = (Fate.SENT, Fate.UNCERTAIN, Fate.FAILED, Fate.BOUNCED, Fate.COMPLAINED)
    done = sum(counts.get(fate, 0) for fate in gone)
    return {
        "total": meant,
        "done": done,
        "waiting": sum(counts.get(fate, 0) for fate in (Fate.WAITING, Fate.CLAIMED, Fate.HANDED)),
        "excluded": counts.get(Fate.EXCLUDED, 0),
        "counts": [(Fate(fate), counts[fate]) for fate in Fate.values if counts.get(fate)],
        "percent": 100 * done // meant if meant else 0,
    }


def results_of(campaign: Campaign) -> dict[str, Any]:
    """Figures once it has left. Openings are the campaign's, never somebody's."""
    rows = campaign.messages
    answered = Count("pk", filter=Q(answered_at__isnull=False))
    left = Count("pk", filter=Q(fate__in=(Fate.SENT, Fate.BOUNCED, Fate.COMPLAINED, Fate.UNCERTAIN)))
    found = rows.aggregate(
        left=left,
        answered=answered,
        bounced=Count("pk", filter=Q(fate=Fate.BOUNCED)),
        complained=Count("pk", filter=Q(fate=Fate.COMPLAINED)),
        failed=Count("pk", filter=Q(fate=Fate.FAILED)),
        uncertain=Count("pk", filter=Q(fate=Fate.UNCERTAIN)),
        agreed=Count("pk", filter=Q(tracked=True)),
        opened=Count("reading"),
    )
    found["shown"] = campaign.openings.aggregate(n=Sum("count"))["n"] or 0
    return found


def messages_of(campaign: Campaign, fate: str = "", text: str = "") -> QuerySet[Message]:
    rows = campaign.messages.select_related("person", "organisation").order_by("label", "pk")
    if fate:
        rows = rows.filter(fate=fate)
    if text:
        rows = rows.filter(Q(label__icontains=text) | Q(address__icontains=text))
    return rows


def suppressions(text: str = "") -> QuerySet[Suppression]:
    rows = Suppression.objects.all()
    return rows.filter(address__icontains=text) if text else rows


def newsletter_for(user: Any, pk: int) -> Newsletter | None:
    return Newsletter.objects.for_user(user).select_related("network", "topic", "owner").filter(pk=pk).first()


def issues_of(newsletter: Newsletter) -> QuerySet[Campaign]:
    return newsletter.issues.annotate(
        sent=Count("messages", filter=Q(messages__fate__in=(Fate.SENT, Fate.BOUNCED)))
    ).order_by("-id")


def archive_for(user: Any) -> QuerySet[Campaign]:
    """The issues that have left, newest first, of the letters `user` received or may work on."""
    rows = (
        Campaign._base_manager.filter(kind=Kind.ISSUE).exclude(started_at=None).exclude(state=State.CANCELLED)
    )
    letters = Newsletter.objects.for_user(user).order_by().values("pk")
    mine = Message.objects.filter(person__user=user).exclude(fate=Fate.EXCLUDED).values("campaign")
    rows = rows.filter(Q(newsletter__in=letters) | Q(pk__in=mine))
    return rows.select_related("newsletter").order_by("-started_at", "-pk")


def colleagues(user: Any) -> QuerySet[User]:
    return User.objects.filter(is_active=True).order_by("first_name", "last_name")


def messages_to(user: Any, owner: Any, most: int = 10) -> list[Message]:
    """The latest messages to a person or organisation, of the campaigns `user` may see."""
    column = "person" if owner._meta.model_name == "person" else "organisation"
    seen = Campaign.objects.for_user(user).order_by().values("pk")
    rows = Message.objects.filter(campaign__in=seen, **{column: owner}).exclude(fate=Fate.EXCLUDED)
    return list(rows.select_related("campaign").order_by("-id")[:most])


def is_late(campaign: Campaign) -> bool:
    return campaign.state == State.SCHEDULED and (campaign.scheduled_at or timezone.now()) < timezone.now()


def can_test(campaign: Campaign) -> bool:
    return campaign.channel != Channel.LETTER


def rows_in_sight(user: Any, campaign: Campaign, key: int) -> bool:
    """May `user` see this record of the campaign's type?"""
    if campaign.type_name not in record_types:
        return False
    record_type = record_types.get(campaign.type_name)
    return (
        can(user, "view", record_type.resource) and base_queryset(user, record_type).filter(pk=key).exists()
    )


def kind_of(pk: int) -> str:
    return Campaign._base_manager.filter(pk=pk).values_list("kind", flat=True).first() or ""


def campaign_of_message(pk: int) -> int:
    return Message.objects.filter(pk=pk).values_list("campaign_id", flat=True).first() or 0


def refused_topics(owner: Any) -> set[tuple[int, str]]:
    column = "person" if owner._meta.model_name == "person" else "organisation"
    return set(Refusal.objects.filter(**{column: owner}).values_list("topic_id", "channel"))
