"""Reads of the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from .expanding import beyond
from .models import Event, Feed, Occurrence, Participation, Resource
from .models.occurrence import LONG

SHOWN = 1500
FEED_MOST = 5000


def all_resources(user: Any) -> QuerySet:
    return Resource.objects.for_user(user) if user is not None else Resource._base_manager.all()


def within(start: datetime, end: datetime) -> Q:
    """Occurrences that touch the window. Short ones come from an index on their start, long ones apart."""
    return Q(start__gte=start - LONG, start__lt=end, end__gt=start) | Q(
        is_long=True, start__lt=end, end__gt=start
    )


def mine(user: Any) -> Q:
    """Events that `user` organises or is asked to, unless they declined."""
    asked = Participation.objects.filter(user=user).exclude(answer=Participation.Answer.NO)
    return Q(owner=user) | Q(pk__in=asked.values("event"))


def events_for(user: Any, scope: str = "mine") -> QuerySet[Event]:
    """`scope`: "mine" | "all"; always within the user's reach."""
    rows = Event.objects.for_user(user)
    return rows.filter(mine(user)) if scope == "mine" else rows


def between(events: QuerySet[Event], start: datetime, end: datetime, most: int = SHOWN) -> list[Occurrence]:
    """Occurrences of `events` that touch the window, by start; `most` at the most, each with its event."""
    rows = Occurrence.objects.filter(
        within(start, end), cancelled=False, event__in=events.order_by().values("pk")
    )
    found = list(rows.select_related("event").order_by("start", "id")[:most])
    for event in events.filter(expanded_until__lt=end):
        found += beyond(event, start, end)
    return sorted(found, key=lambda row: (row.start, row.event_id))[:most]


def event_for(user: Any, pk: int) -> Event | None:
    return Event.objects.for_user(user).select_related("owner").filter(pk=pk).first()


def occurrence_of(event: Event, original: datetime) -> Occurrence | None:
    """The occurrence the rule gives at `original`; not saved when it lies beyond the rows kept."""
    from datetime import timedelta

    row = event.occurrences.filter(original=original).first()
    if row is not None:
        row.event = event
        return None if row.cancelled else row
    later = beyond(event, original - timedelta(days=100), original + timedelta(days=100))
    return next((row for row in later if row.original == original), None)


def next_occurrences(event: Event, after: datetime, most: int = 8) -> list[Occurrence]:
    rows = list(event.occurrences.filter(end__gt=after, cancelled=False).order_by("start")[:most])
    for row in rows:
        row.event = event
    return rows


def busy(
    start: datetime, end: datetime, users: Iterable[int], resources: Iterable[int], without: int | None
) -> list[Occurrence]:
    """What takes these people or things between two moments, whoever asks: never show its title unasked."""
    users, resources = list(users), list(resources)
    taken = Event.resources.through.objects.filter(event=OuterRef("event"), resource__in=resources)
    asked = Participation.objects.filter(event=OuterRef("event"), user__in=users).exclude(
        answer=Participation.Answer.NO
    )
    rows = Occurrence.objects.filter(within(start, end), cancelled=False, event__all_day=False)
    rows = rows.filter(Q(event__owner__in=users) | Exists(asked) | Exists(taken))
    if without is not None:
        rows = rows.exclude(event=without)
    return list(rows.select_related("event").order_by("start", "id"))


def feeds_of(user: Any) -> list[Feed]:
    return list(Feed.objects.filter(user=user).select_related("network", "territory"))


def participations_of(event: Event) -> list[Participation]:
    rows = event.participations.select_related("user")
    return list(rows.order_by("user__first_name", "user__last_name")[:300])


def participation_of(event: Event, user: Any) -> Participation | None:
    return event.participations.filter(user=user).first()


def feed_by_token(token: str) -> Feed | None:
    """The feed behind a secret address, as long as its owner's account is open."""
    from .actions.feeds import hash_of

    rows = Feed.objects.select_related("user", "network", "territory")
    return rows.filter(token_hash=hash_of(token), user__is_active=True).first()


def feed_events(feed: Feed) -> QuerySet[Event]:
    """What the owner may see on this day: their own events, or those of the feed's network or place."""
    from essaim.engines.accounts.api import Territory

    rows = Event.objects.for_user(feed.user)
    if feed.network_id:
        rows = rows.filter(networks=feed.network_id)
    elif feed.territory_id:
        rows = rows.filter(territory__in=Territory.objects.filter(pk=feed.territory_id).with_descendants())
    else:
        rows = rows.filter(mine(feed.user))
    return rows.prefetch_related("occurrences").order_by("pk")[:FEED_MOST]
