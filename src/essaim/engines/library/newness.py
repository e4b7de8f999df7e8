"""What is new to somebody: published or changed since their last visit, and not opened since.

A visit ends after a pause of some hours; what changed since the end of the visit before stays new during
the whole of this one. Before a first visit, the last thirty days count.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from .models import Document, Opening, Visit

PAUSE = timedelta(hours=4)
FIRST = timedelta(days=30)


def baseline_of(user: Any, visit: Visit | None, now: datetime) -> datetime:
    if visit is None:
        return now - FIRST
    return visit.last_at if now - visit.last_at > PAUSE else visit.seen_until


def baseline(user: Any) -> datetime:
    return baseline_of(user, Visit.objects.filter(user=user).first(), timezone.now())


def new_to(user: Any, since: datetime) -> Q:
    """Somebody's own writing is not news to them, unless another changed it."""
    opened = Opening.objects.filter(document=OuterRef("pk"), user=user.pk, at__gte=OuterRef("content_at"))
    mine = Q(changed_by=user.pk) & Q(content_at__lte=F("changed_at"))
    return Q(content_at__gt=since) & ~mine & Q(~Exists(opened))


def new_documents(user: Any, since: datetime | None = None) -> QuerySet[Document]:
    """Those `user` may see that are new to them, latest first; with `since`, new since that moment."""
    moment = since if since is not None else baseline(user)
    rows = Document.objects.for_user(user).filter(replaced_by=None)
    return rows.filter(new_to(user, moment)).order_by("-content_at", "-pk")


def new_count(user: Any) -> int:
    return new_documents(user).count()
