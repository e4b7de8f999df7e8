"""Reads of the agenda."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet

from .expanding import beyond
from .models import Clock, Event, EventSubject, Feed, IcsImport, Occurrence, Participation, Resource
from .models.occurrence import LONG

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


def event_for(user: Any, pk: int) -> Event | None:
    return Event.objects.for_user(user).select_related("owner").filter(pk=pk).first()


def occurrence_of(event: Event, original: datetime) -> Occurrence | None:
    """The occurrence the rule gives at `original`; not saved when it lies beyond the rows kept."""
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
    start: datetime,
    end: datetime,
    users: Iterable[int],
    resources: Iterable[int],
    without: int | None,
    people: Iterable[int] = (),
) -> list[Occurrence]:
    """What takes these users, things or people between two moments, whoever asks: never show its title unasked.

    A whole day takes a room; it takes somebody only when it is an absence.
    """
    users, resources, people = list(users), list(resources), list(people)
    asked = Participation.objects.filter(Q(user__in=users) | Q(person__in=people))
    asked = asked.exclude(answer=Participation.Answer.NO)
    of_people = Event._base_manager.filter(
        Q(owner__in=users) | Q(person__in=people) | Q(pk__in=asked.values("event"))
    ).filter(Q(all_day=False) | Q(category="absence"))
    of_things = Event.resources.through.objects.filter(resource__in=resources).values_list("event")
    keys = of_people.order_by().values_list("pk").union(of_things)
    rows = Occurrence.objects.filter(within(start, end), event__in=keys, cancelled=False)
    if without is not None:
        rows = rows.exclude(event=without)
    return list(rows.select_related("event").order_by("start", "id"))


def feeds_of(user: Any) -> list[Feed]:
    return list(Feed.objects.filter(user=user).select_related("network", "territory"))


def participations_of(event: Event) -> list[Participation]:
    """Users first, then people of the directory, by name."""
    rows = event.participations.select_related("user", "person", "noted_by")
    return list(rows.order_by("user__first_name", "user__last_name", "person__sort_name")[:600])


def participation_of(event: Event, user: Any) -> Participation | None:
    return event.participations.filter(user=user).first()


def subjects_of(event: Event) -> list[tuple[str, int]]:
    found = list(event.subjects.values_list("record_type", "record_id"))
    if event.person_id:
        found.append(("people", event.person_id))
    if event.organisation_id:
        found.append(("organisations", event.organisation_id))
    return found


def events_about(user: Any, record_type: str, pk: int) -> QuerySet[Event]:
    """Events within the user's reach that are about this record, or to which this person is asked.

    Their keys are read first, each by its own index: one condition over all three reads every event there is.
    """
    ways: list[Any] = [
        EventSubject.objects.filter(record_type=record_type, record_id=pk).order_by().values_list("event")
    ]
    if record_type == "people":
        ways.append(Participation.objects.filter(person=pk).order_by().values_list("event"))
        ways.append(Event._base_manager.filter(person=pk).order_by().values_list("pk"))
    if record_type == "organisations":
        ways.append(Event._base_manager.filter(organisation=pk).order_by().values_list("pk"))
    first, *others = ways
    keys = [key for (key,) in first.union(*others)] if others else [key for (key,) in first]
    return Event.objects.for_user(user).filter(pk__in=keys) if keys else Event.objects.none()


def dates_about(user: Any, record_type: str, pk: int, now: datetime, most: int = 5) -> list[Occurrence]:
    """The next dates of these events, then the last ones."""
    events = events_about(user, record_type, pk)
    if events.query.is_empty():
        return []
    rows = Occurrence.objects.filter(event__in=events.order_by().values("pk"))
    rows = rows.filter(cancelled=False).select_related("event")
    coming = list(rows.filter(end__gt=now).order_by("start", "id")[:most])
    return coming + list(rows.filter(end__lte=now).order_by("-start", "-id")[: most - len(coming)])


def clock_of(user: Any) -> str:
    """The user's zone, "" when it is that of the installation."""
    return Clock.objects.filter(user=user).values_list("zone", flat=True).first() or ""


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


def imports_of(user: Any) -> list[IcsImport]:
    """The user's last calendar files."""
    return list(IcsImport.objects.filter(owner=user).defer("content", "changed")[:10])


def import_of(user: Any, pk: int) -> IcsImport | None:
    return IcsImport.objects.filter(owner=user, pk=pk).first()
