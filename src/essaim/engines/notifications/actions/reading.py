"""Marking one's own notifications. Not journalled: what somebody has read is nobody's business."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from essaim.engines.notifications import bell
from essaim.engines.notifications.models import Notification

WAITING = (Notification.Mail.WAITING, Notification.Mail.SENDING)


def do_mark_read(*, actor: Any, pks: Iterable[int], read: bool = True) -> int:
    """What is read is not mailed any more. Unread again only if the same has not come since."""
    rows = Notification.objects.filter(user=actor, pk__in=list(pks))
    if read:
        changed = rows.filter(read_at=None).update(read_at=timezone.now())
        rows.filter(mail=Notification.Mail.WAITING).update(mail=Notification.Mail.NONE)
    else:
        changed = sum(_unread(row) for row in rows.exclude(read_at=None))
    bell.forget(actor.pk)
    return changed


def _unread(row: Notification) -> bool:
    try:
        with transaction.atomic():
            row.read_at = None
            row.save(update_fields=["read_at"])
    except IntegrityError:
        return False
    return True


def do_mark_all_read(*, actor: Any, kind: str = "") -> int:
    rows = Notification.objects.filter(user=actor, read_at=None)
    if kind:
        rows = rows.filter(kind=kind)
    return do_mark_read(actor=actor, pks=rows.values_list("pk", flat=True))
