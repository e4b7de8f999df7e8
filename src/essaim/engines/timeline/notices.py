"""What the timeline tells people: a task given, due, late, done; and what is to do, for the digest."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from essaim.engines.notifications.api import (
    DigestBlock,
    Line,
    Notice,
    NotificationKind,
    Rhythm,
    digest_blocks,
    kinds,
    notify,
)
from essaim.engines.records.api import address_of, record_types
from essaim.engines.rights.api import can
from essaim.kit import events

from . import queries
from .models import Task

GROUP = gettext_lazy("Tâches")
LATE_DAYS = 3


def _assigned(notice: Notice) -> str:
    if not notice.actor:
        return _("Une tâche vous est confiée : « %s »") % notice.title
    return _("%(actor)s vous a confié une tâche : « %(title)s »") % {
        "actor": notice.actor,
        "title": notice.title,
    }


def _due(notice: Notice) -> str:
    return _("À faire aujourd’hui : « %s »") % notice.title


def _late(notice: Notice) -> str:
    return _("En retard : « %s »") % notice.title


def _done(notice: Notice) -> str:
    values = {"actor": notice.actor or _("Quelqu’un"), "title": notice.title}
    return _("%(actor)s a fait « %(title)s », que vous aviez demandé") % values


def sees_tasks(user: Any) -> bool:
    return can(user, "view", "tasks")


kinds.declare(
    *(
        NotificationKind(
            code, label, GROUP, text, "tasks", icon, rhythm.value, order=20 + rank, available=sees_tasks
        )
        for rank, (code, label, text, icon, rhythm) in enumerate(
            (
                ("timeline.task_assigned", gettext_lazy("Une tâche m’est confiée"), _assigned, "checkbox", Rhythm.NOW),
                ("timeline.task_due", gettext_lazy("Une tâche est à faire aujourd’hui"), _due, "clock", Rhythm.DAILY),
                ("timeline.task_late", gettext_lazy("Une tâche est en retard"), _late, "alert-triangle", Rhythm.DAILY),
                ("timeline.task_done", gettext_lazy("Une tâche que j’ai confiée est faite"), _done, "checks",
                 Rhythm.NEVER),
            )
        )
    )
)  # fmt: skip


@events.subscribe("timeline.task_assigned")
def _tell_assigned(*, id: int, user: int, actor: Any) -> None:
    notify("timeline.task_assigned", [user], object_id=id, actor=actor)


@events.subscribe("timeline.task_done")
def _tell_done(*, id: int, actor: Any) -> None:
    asked_by = Task.objects.filter(pk=id).values_list("created_by", flat=True)
    notify("timeline.task_done", asked_by, object_id=id, actor=actor)


def tell_due() -> None:
    """Once for each task and day it is due; late ones once, in the days that follow."""
    today = timezone.localdate()
    open_tasks = Task.objects.filter(status=Task.Status.OPEN, assigned_to__is_active=True)
    for kind, first, last in (
        ("timeline.task_due", today, today),
        ("timeline.task_late", today - timedelta(days=LATE_DAYS), today - timedelta(days=1)),
    ):
        rows = open_tasks.filter(due_date__range=(first, last)).values_list("pk", "assigned_to", "due_date")
        for pk, user, day in rows:
            notify(kind, [user], object_id=pk, once=str(day))


def _to_do(user: Any, since: datetime) -> Iterator[Line]:
    found = queries.to_do(user)
    record_type = record_types.get("tasks")
    for task in [*found["late"], *found["today"], *found["soon"]]:
        when = date_format(task.due_date, "l j F")
        hint = _("en retard, c’était pour le %s") % when if task.is_overdue else when
        yield Line(task.title, address_of(record_type, task.pk), hint)


digest_blocks.declare(
    DigestBlock("timeline.to_do", gettext_lazy("Mes tâches des sept prochains jours"), _to_do, order=10,
                available=sees_tasks)
)  # fmt: skip
