"""What the worker does by the clock: mails left waiting, digests, old notifications."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.utils import timezone

from essaim.engines.accounts.api import User

from .declarations import Rhythm, digest_blocks
from .mailing import STUCK, mail_digest, mail_waiting
from .models import Notification, Preference

logger = logging.getLogger(__name__)
KEPT_READ, KEPT = timedelta(days=60), timedelta(days=180)
Mail = Notification.Mail


def send_due(now: datetime | None = None) -> int:
    """Mails that waited for the end of quiet hours, of a failure or of a killed worker; then digests."""
    stuck = timezone.now() - STUCK
    Notification.objects.filter(mail=Mail.SENDING, mail_at__lt=stuck).update(mail=Mail.WAITING)
    waiting = Notification.objects.filter(mail=Mail.WAITING).values("user").distinct()
    sent = sum(
        _quietly(mail_waiting, user, now) for user in User.objects.filter(pk__in=waiting, is_active=True)
    )
    for rhythm in (Rhythm.DAILY.value, Rhythm.WEEKLY.value):
        for user in _readers(rhythm):
            sent += _quietly(mail_digest, user, rhythm, now)
    return sent


def _readers(rhythm: str) -> list[User]:
    """Whoever may have something in the digest: notifications waiting, or a block."""
    active = User.objects.filter(is_active=True)
    if any(block.rhythm == rhythm for block in digest_blocks):
        return list(active)
    keys = set(Notification.objects.filter(mail=Mail.WAITING).values_list("user", flat=True).distinct())
    chosen = Preference.objects.filter(kind__startswith="block:", mail=rhythm)
    return list(active.filter(pk__in=keys | set(chosen.values_list("user", flat=True))))


def _quietly(send: object, *values: object) -> bool:
    try:
        return bool(send(*values))  # type: ignore[operator]
    except Exception:  # one receiver that fails must not stop the others
        logger.exception("mails of notifications failed for one receiver")
        return False


def clean() -> int:
    """Read ones go after two months, the others after six."""
    now = timezone.now()
    gone = Notification.objects.filter(read_at__lt=now - KEPT_READ).delete()[0]
    return gone + Notification.objects.filter(created_at__lt=now - KEPT).delete()[0]
