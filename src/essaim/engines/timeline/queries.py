"""Reads of exchanges and tasks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.utils import timezone

from .models import Interaction, Task

SHOWN = 20
OPEN_SHOWN = 8


@dataclass(frozen=True)
class Page:
    """Exchanges, newest first; `after` leads to the older ones, "" when there are none."""

    items: list[Interaction]
    after: str


def latest_of(user: Any, record_type: str, pk: int, kind: str = "", before: str = "") -> Page:
    """The latest exchanges about a record that `user` may see. One index gives them in order."""
    rows = Interaction.objects.for_user(user).filter(links__record_type=record_type, links__record_id=pk)
    if kind:
        rows = rows.filter(kind=kind)
    place = _place(before)
    if place:
        moment, last = place
        rows = rows.filter(links__at__lte=moment).exclude(links__at=moment, links__interaction_id__gte=last)
    rows = rows.select_related("author").order_by("-links__at", "-links__interaction_id")
    items = list(rows[: SHOWN + 1])
    after = f"{items[SHOWN - 1].at.isoformat()}_{items[SHOWN - 1].pk}" if len(items) > SHOWN else ""
    return Page(items[:SHOWN], after)


def _place(text: str) -> tuple[datetime, int] | None:
    """Where to go on from; None when the address was tampered with."""
    moment, _underscore, key = text.rpartition("_")
    try:
        return datetime.fromisoformat(moment), int(key)
    except ValueError:
        return None


def open_tasks_of(user: Any, record_type: str, pk: int) -> list[Task]:
    rows = Task.objects.for_user(user).filter(
        links__record_type=record_type, links__record_id=pk, status=Task.Status.OPEN
    )
    return list(_by_urgency(rows.select_related("assigned_to"))[:OPEN_SHOWN])


def _by_urgency(rows: Any) -> Any:
    return rows.order_by(F("due_date").asc(nulls_last=True), "priority", "id")


def to_do(user: Any) -> dict[str, Any]:
    """What is given to `user` and still open: late, today, in the next seven days, and how many without a date."""
    today = timezone.localdate()
    mine = Task.objects.for_user(user).filter(assigned_to=user, status=Task.Status.OPEN)
    near = list(_by_urgency(mine.filter(due_date__lte=today + timedelta(days=7)))[:60])
    return {
        "late": [task for task in near if task.due_date and task.due_date < today],
        "today": [task for task in near if task.due_date == today],
        "soon": [task for task in near if task.due_date and task.due_date > today],
        "undated": mine.filter(due_date=None).count(),
    }


def task_for(user: Any, pk: int) -> Task | None:
    return Task.objects.for_user(user).select_related("assigned_to").filter(pk=pk).first()
