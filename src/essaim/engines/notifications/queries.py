"""Reads of one's own notifications. What may no longer be opened is left out, here and nowhere else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import cached_property

from essaim.engines.accounts.api import User, network_ids
from essaim.engines.rights.api import can
from essaim.kit.text import fold

from .bell import MOST
from .declarations import Found, Notice, kinds, subjects
from .models import Notification


@dataclass(frozen=True)
class Shown:
    """A notification its reader may open, put into words."""

    row: Notification
    found: Found

    @property
    def pk(self) -> int:
        return self.row.pk

    @cached_property
    def kind(self) -> Any:
        return kinds.get(self.row.kind)

    @cached_property
    def text(self) -> str:
        return str(self.kind.text(self.notice))

    @property
    def notice(self) -> Notice:
        who = str(self.row.actor) if self.row.actor_id else ""
        return Notice(self.found.title, self.found.url, who, self.row.count, self.row.data)


def own(user: Any) -> QuerySet[Notification]:
    """A user's notifications, newest first."""
    rows = Notification.objects.filter(user=user, shown=True, kind__in=kinds.names())
    return rows.select_related("actor").order_by("-created_at", "-id")


def openable(user: Any, rows: Iterable[Notification]) -> list[Shown]:
    """Those that `user` may open now: one look per sort of subject, whatever the number."""
    kept = list(rows)
    asked: dict[str, set[int]] = defaultdict(set)
    for row in kept:
        if row.subject and row.object_id is not None and row.subject in subjects:
            asked[row.subject].add(row.object_id)
    found = {name: subjects.get(name).find(user, keys) for name, keys in asked.items()}
    shown = []
    for row in kept:
        if not row.subject:
            shown.append(Shown(row, Found("", "")))
        elif row.object_id in found.get(row.subject, {}):
            shown.append(Shown(row, found[row.subject][row.object_id]))
    return shown


def unread_count(user: Any) -> int:
    """One query when there is nothing to read; then what rights ask, to leave out what is closed since."""
    rows = Notification.objects.filter(user=user, shown=True, read_at=None, kind__in=kinds.names())
    return len(openable(user, rows.order_by("-created_at")[:MOST]))


def page_rows(user: Any, *, unread: bool, kind: str = "") -> QuerySet[Notification]:
    rows = own(user)
    if unread:
        rows = rows.filter(read_at=None)
    return rows.filter(kind=kind) if kind else rows


def kinds_received(user: Any) -> list[str]:
    """The kinds of which the user has at least one notification."""
    rows = Notification.objects.filter(user=user, shown=True, kind__in=kinds.names())
    return sorted(rows.order_by().values_list("kind", flat=True).distinct())


def one(user: Any, pk: int) -> Notification | None:
    return own(user).filter(pk=pk).first()


def colleagues(user: Any) -> QuerySet[User]:
    """Whom an @name may mean: active users who share a network with `user`; everybody for who is in none."""
    rows = User.objects.filter(is_active=True)
    mine = network_ids(user)
    if mine and not can(user, "change", "access"):
        rows = rows.filter(Q(networks__in=mine) | Q(pk=user.pk)).distinct()
    return rows.order_by("first_name", "last_name", "pk")


def matching(user: Any, text: str, most: int = 8) -> list[User]:
    """Colleagues whose name begins with each word typed."""
    words = fold(text.replace(".", " ")).split()
    found = []
    for person in colleagues(user).exclude(pk=user.pk)[:2000]:
        names = fold(f"{person.first_name} {person.last_name}").split()
        if all(any(name.startswith(word) for name in names) for word in words):
            found.append(person)
            if len(found) == most:
                break
    return found
