"""What a user chose, and the moments that follow from it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from .declarations import DigestBlock, NotificationKind, Rhythm, digest_blocks, kinds
from .models import Preference, Settings


@dataclass(frozen=True)
class Choice:
    shown: bool
    mail: str


def default_of(kind: NotificationKind | DigestBlock) -> Choice:
    if isinstance(kind, DigestBlock):
        return Choice(False, kind.rhythm)
    return Choice(True, kind.mail if kind.mailed else Rhythm.NEVER.value)


def chosen(users: Iterable[int], code: str, kind: NotificationKind | DigestBlock) -> dict[int, Choice]:
    """For one kind, what each of `users` chose."""
    keys = list(users)
    found = dict.fromkeys(keys, default_of(kind))
    for pk, shown, mail in Preference.objects.filter(user__in=keys, kind=code).values_list(
        "user_id", "shown", "mail"
    ):
        found[pk] = _allowed(kind, Choice(shown, mail))
    return found


def choices_of(user: Any) -> dict[str, Choice]:
    """For one user, every kind and every block of the digest."""
    known: dict[str, NotificationKind | DigestBlock] = {kind.code: kind for kind in kinds}
    known |= {block.code: block for block in digest_blocks}
    found = {code: default_of(kind) for code, kind in known.items()}
    for row in Preference.objects.filter(user=user):
        if row.kind in known:
            found[row.kind] = _allowed(known[row.kind], Choice(row.shown, row.mail))
    return found


def _allowed(kind: NotificationKind | DigestBlock, choice: Choice) -> Choice:
    if isinstance(kind, NotificationKind) and not kind.mailed:
        return Choice(choice.shown, Rhythm.NEVER.value)
    return choice


def settings_of(user: Any) -> Settings:
    return Settings.objects.filter(user=user).first() or Settings(user=user)


def zone_of(own: Settings) -> ZoneInfo:
    try:
        return ZoneInfo(own.zone or settings.TIME_ZONE)
    except (KeyError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


def is_quiet(own: Settings, now: datetime | None = None) -> bool:
    """Does `now` fall in the user's quiet hours, on the user's clock? They may pass midnight."""
    begin, end = own.quiet_from, own.quiet_until
    if begin is None or end is None or begin == end:
        return False
    here = (now or timezone.now()).astimezone(zone_of(own)).time()
    return begin <= here < end if begin < end else here >= begin or here < end


def digest_due(own: Settings, rhythm: str, now: datetime | None = None) -> bool:
    """Is it time for the digest, on the user's clock? A missed one is sent as soon as it can be."""
    now = now or timezone.now()
    here = now.astimezone(zone_of(own))
    if is_quiet(own, now):
        return False
    last = own.last_daily if rhythm == Rhythm.DAILY else own.last_weekly
    expected = here.date()
    if here.time() < time(min(own.digest_hour, 23)):
        expected -= timedelta(days=1)
    if rhythm == Rhythm.WEEKLY:
        expected -= timedelta(days=(expected.weekday() - own.digest_weekday) % 7)
    return last is None or last < expected
