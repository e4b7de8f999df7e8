"""Telling people something: after commit, and never what they may not open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from essaim.engines.accounts.api import User

from . import bell
from .choices import Choice, chosen
from .declarations import NotificationKind, Rhythm, kinds, subjects
from .models import Notification

AT_ONCE = 25


def notify(
    kind: str,
    users: Iterable[Any],
    *,
    subject: str = "",
    object_id: int | None = None,
    actor: Any = None,
    data: dict[str, Any] | None = None,
    once: str = "",
) -> None:
    """Tells `users` (or their keys) once the transaction has committed.

    `subject`, unless the kind says it: name of a `Subject`, and `object_id` what of it. Whoever may not
    open it is not told; nor is `actor`, nor who is out of service, nor who does not want that kind.
    `once`: told a single time per user, kind, object and this word. `data`: small JSON values that
    the kind's sentence uses; never a text taken from a record.
    """
    declared = kinds.get(kind)
    name = subject if declared.subject == "*" else declared.subject
    if name:
        subjects.get(name)
    keys = sorted({getattr(user, "pk", user) for user in users} - {None})
    if actor is not None and not declared.to_self:
        keys = [key for key in keys if key != actor.pk]
    row = Notification(
        kind=kind, subject=name, object_id=object_id, actor_id=getattr(actor, "pk", None), data=data or {}, once=once
    )  # fmt: skip
    transaction.on_commit(lambda: _spread(row, keys))


def _spread(row: Notification, keys: list[int]) -> None:
    if len(keys) <= AT_ONCE:
        deliver(row, keys)
        return
    from .tasks import spread

    values = {
        "kind": row.kind, "subject": row.subject, "object_id": row.object_id, "actor": row.actor_id,
        "data": row.data, "once": row.once,
    }  # fmt: skip
    for start in range(0, len(keys), 500):
        spread.enqueue(values, keys[start : start + 500])


def deliver(row: Notification, keys: list[int]) -> list[int]:
    """Makes or renews the notification of each; the keys of those told."""
    from .tasks import mail_now

    kind = kinds.get(row.kind)
    wanted = chosen(keys, kind.code, kind)
    told = []
    for user in User.objects.filter(pk__in=keys, is_active=True):
        choice = wanted[user.pk]
        if not (choice.shown or choice.mail != Rhythm.NEVER) or not may_open(
            user, row.subject, row.object_id
        ):
            continue
        if not _keep(row, user, kind, choice):
            continue
        told.append(user.pk)
        bell.forget(user.pk)
        if choice.mail == Rhythm.NOW:
            mail_now.enqueue(user.pk)
    return told


def may_open(user: Any, subject: str, object_id: int | None) -> bool:
    if not subject or object_id is None:
        return True
    return object_id in subjects.get(subject).find(user, {object_id})


def _keep(row: Notification, user: Any, kind: NotificationKind, choice: Choice) -> bool:
    """False when it was told already and may be told only once."""
    mail = Notification.Mail.NONE if choice.mail == Rhythm.NEVER else Notification.Mail.WAITING
    fresh = {"actor_id": row.actor_id, "data": row.data, "created_at": timezone.now(), "shown": choice.shown}
    about = {"user": user, "kind": row.kind, "subject": row.subject, "object_id": row.object_id}
    if not row.once:
        same = Notification.objects.filter(**about, once="", read_at=None)
        if same.update(**fresh, count=F("count") + 1, mail=mail, tries=0):
            return True
    elif Notification.objects.filter(**about, once=row.once).exists():
        return False
    try:
        with transaction.atomic():
            Notification.objects.create(**about, **fresh, once=row.once, mail=mail)
    except IntegrityError:  # another process told the same meanwhile
        return False
    return True


def forget_about(subject: str, object_id: int) -> int:
    """What notifications said of something that is no longer there goes."""
    return Notification.objects.filter(subject=subject, object_id=object_id).delete()[0]
