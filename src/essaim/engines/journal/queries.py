"""Reads of the journal."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from urllib.parse import urlencode

from django.db import models
from django.db.models import Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone

from essaim.engines.accounts.api import User
from essaim.engines.rights import api as rights

from .describing import describers
from .models import Entry, Head


def latest(*model_labels: str) -> int:
    """The id of the newest entry about any of these models ("directory.person"), 0 if none.

    Ids follow the order of commits: as long as this number stands, nothing journalled has changed.
    Without a model: the number of the last entry about anything.
    """
    if not model_labels:
        return Head.objects.filter(pk=1).values_list("sequence", flat=True).first() or 0
    names = [f"of_{place}" for place in range(len(model_labels))]
    newest = {
        name: Subquery(Entry.objects.filter(model=label).order_by("-id").values("id")[:1])
        for name, label in zip(names, model_labels, strict=True)
    }
    row = Head.objects.filter(pk=1).annotate(**newest).values_list(*names).first()
    return max((number or 0 for number in row), default=0) if row else 0


def find_visible(user: Any, model: str, object_id: str) -> models.Model | None:
    """The object if `user` may see it; None as well when it does not exist."""
    if model in describers:
        return describers.get(model).find(user, object_id)
    return rights.find_visible(user, model, object_id)


def history(model: str, object_id: str) -> QuerySet[Entry]:
    """The entries of one object, newest first, reads left out; the caller has checked the right."""
    entries = Entry.objects.filter(model=model, object_id=object_id).exclude(kind="read")
    return entries.select_related("actor", "acting_for").order_by("-id")


def written_by(user: Any, labels: list[str], most: int = 30) -> list[tuple[str, str, datetime]]:
    """(model, object id, when) of what `user` wrote last, each object once; among their last few hundred entries."""
    rows = Entry.objects.filter(actor=user.pk).exclude(kind__in=("read", "deleted")).order_by("-id")
    found: dict[tuple[str, str], datetime] = {}
    for model, object_id, at in rows.values_list("model", "object_id", "at")[:300]:
        if model in labels:
            found.setdefault((model, object_id), at)
    return [(model, object_id, at) for (model, object_id), at in list(found.items())[:most]]


def history_url(obj: models.Model) -> str:
    """Where the History of an object is shown; `journal/parts/panel.html` loads it from there."""
    return f"{reverse('journal:history')}?{urlencode({'type': obj._meta.label_lower, 'id': obj.pk})}"


def entries(
    *, actor: str = "", model: str = "", kind: str = "", since: date | None = None, until: date | None = None,
    text: str = "",
) -> QuerySet[Entry]:  # fmt: skip
    """All entries, newest first, for those who may read the whole journal."""
    condition = Q()
    if actor:
        condition &= Q(actor__isnull=True) if actor == "system" else Q(actor=actor) | Q(acting_for=actor)
    if model:
        condition &= Q(model=model)
    if kind:
        condition &= Q(kind=kind)
    if since:
        condition &= Q(at__gte=_start(since))
    if until:
        condition &= Q(at__lt=_start(until + timedelta(days=1)))
    if text:
        condition &= Q(object_label__icontains=text)
    return Entry.objects.filter(condition).select_related("actor", "acting_for").order_by("-id")


def entry_for_restore(number: int) -> Entry | None:
    return Entry.objects.filter(pk=number).first()


def _start(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def known_models() -> list[str]:
    return _distinct("model")


def known_kinds() -> list[str]:
    return _distinct("kind")


def _distinct(column: str) -> list[Any]:
    """The values of a column, found by jumping from one to the next rather than by reading all."""
    found: list[Any] = []
    rows = (
        Entry.objects.filter(**{f"{column}__isnull": False}).order_by(column).values_list(column, flat=True)
    )
    value = rows.first()
    while value is not None and len(found) < 500:
        found.append(value)
        value = rows.filter(**{f"{column}__gt": value}).first()
    return found


def actors() -> list[Any]:
    """The users who stand in the journal, by name."""
    return list(User.objects.filter(pk__in=_distinct("actor_id")))


def reads(model: str, object_id: str) -> list[tuple[datetime, list[str]]]:
    """When sensitive fields of one object were read, newest first, and which; never by whom."""
    entries = Entry.objects.filter(model=model, object_id=object_id, kind="read").order_by("-id")
    return [(at, sorted(fields)) for at, fields in entries.values_list("at", "fields")[:5000]]
