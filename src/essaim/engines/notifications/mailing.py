"""The mails: what is told at once, and digests. Rights are asked again at this very moment."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from essaim.engines.accounts.api import User, branding_for

from .choices import Choice, choices_of, digest_due, is_quiet, settings_of, zone_of
from .declarations import DigestBlock, Line, Rhythm, digest_blocks, kinds
from .links import unsubscribe_url
from .models import Notification, Settings
from .queries import Shown, openable

logger = logging.getLogger(__name__)
MOST, TRIES = 60, 6
STUCK = timedelta(minutes=20)
Mail = Notification.Mail
Parts = list[tuple[DigestBlock, list[Line]]]


def mail_waiting(user: User, now: datetime | None = None) -> bool:
    """What `user` wants at once goes in one mail, unless it is a quiet hour. True when a mail left."""
    if is_quiet(settings_of(user), now):
        return False
    choices = choices_of(user)
    codes = [code for code, choice in choices.items() if choice.mail == Rhythm.NOW]
    claimed = _claim(user, codes)
    shown = openable(user, claimed)
    if not shown:
        _settle(claimed, Mail.NONE)
        return False
    with translation.override(user.language or settings.LANGUAGE_CODE):
        subject = shown[0].text
        if len(shown) > 1:
            subject = ngettext("%(n)s nouvelle", "%(n)s nouvelles", len(shown)) % {"n": len(shown)}
        context = {"shown": shown, "blocks": [], "heading": "", **_frame(user, shown, [])}
        code = shown[0].row.kind if len({item.row.kind for item in shown}) == 1 else ""
        return _send(user, subject, context, claimed, code)


def mail_digest(user: User, rhythm: str, now: datetime | None = None) -> bool:
    """The digest of the day or the week, once, if it is time and there is something in it."""
    now = now or timezone.now()
    own = settings_of(user)
    if not digest_due(own, rhythm, now):
        return False
    last = own.last_daily if rhythm == Rhythm.DAILY else own.last_weekly
    if not _claim_day(user, rhythm, now.astimezone(zone_of(own)).date(), last):
        return False
    choices = choices_of(user)
    claimed = _claim(user, [code for code, choice in choices.items() if choice.mail == rhythm])
    since = now - (timedelta(days=1) if rhythm == Rhythm.DAILY else timedelta(days=7))
    with timezone.override(zone_of(own)), translation.override(user.language or settings.LANGUAGE_CODE):
        shown, blocks = openable(user, claimed), _blocks(user, rhythm, choices, since)
        if not shown and not blocks:
            _settle(claimed, Mail.NONE)
            return False
        heading = _("Votre résumé du jour") if rhythm == Rhythm.DAILY else _("Votre résumé de la semaine")
        context = {"shown": shown, "blocks": blocks, "heading": heading, **_frame(user, shown, blocks)}
        sent = _send(user, heading, context, claimed, "digest")
    if not sent:
        _give_day_back(user, rhythm, last)
    return sent


def _blocks(user: User, rhythm: str, choices: dict[str, Choice], since: datetime) -> Parts:
    found = []
    for block in sorted(digest_blocks, key=lambda item: item.order):
        if choices[block.code].mail != rhythm or not block.available(user):
            continue
        try:
            lines = list(block.load(user, since))[:MOST]
        except Exception:  # one block that fails must not stop the mail
            logger.exception("digest block %s failed", block.name)
            continue
        if lines:
            found.append((block, lines))
    return found


def _claim(user: User, codes: list[str]) -> list[Notification]:
    """Rows taken for this mail and by no other worker; what has been read meanwhile is left aside."""
    rows = Notification.objects.filter(user=user, kind__in=codes, mail=Mail.WAITING)
    rows.exclude(read_at=None).update(mail=Mail.NONE)
    taken = []
    for row in rows.filter(read_at=None).select_related("actor").order_by("-created_at")[:MOST]:
        mine = Notification.objects.filter(pk=row.pk, mail=Mail.WAITING)
        if mine.update(mail=Mail.SENDING, mail_at=timezone.now()):
            taken.append(row)
    return taken


def _settle(rows: list[Notification], state: str) -> None:
    Notification.objects.filter(pk__in=[row.pk for row in rows], mail=Mail.SENDING).update(
        mail=state, mail_at=timezone.now()
    )


def _frame(user: User, shown: list[Shown], blocks: Parts) -> dict[str, Any]:
    """What every mail has around its lines: who it is for, where to go, how to stop each kind."""
    known = {item.row.kind: kinds.get(item.row.kind).label for item in shown}
    known |= {block.code: block.title for block, _lines in blocks}
    brand = branding_for(user)
    return {
        "person": user,
        "platform": brand.name,
        "contact": brand.contact_email,
        "site": settings.SITE_URL,
        "all_url": settings.SITE_URL + reverse("notifications:list"),
        "choices_url": settings.SITE_URL + reverse("notifications:preferences"),
        "stops": [(label, unsubscribe_url(user, code)) for code, label in known.items()],
    }


def _send(user: User, subject: str, context: dict[str, Any], claimed: list[Notification], code: str) -> bool:
    context["subject"] = " ".join(str(subject).split())[:180]
    message = EmailMultiAlternatives(
        context["subject"],
        render_to_string("notifications/mail/digest.txt", context),
        settings.DEFAULT_FROM_EMAIL,
        [user.email],
    )
    message.attach_alternative(render_to_string("notifications/mail/digest.html", context), "text/html")
    if code:
        message.extra_headers["List-Unsubscribe"] = f"<{unsubscribe_url(user, code)}>"
        message.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.extra_headers["Auto-Submitted"] = "auto-generated"
    try:
        message.send()
    except (SMTPException, OSError) as error:
        logger.warning("a mail of notifications could not be sent: %s", type(error).__name__)
        _try_again(claimed)
        return False
    _settle(claimed, Mail.SENT)
    return True


def _try_again(rows: list[Notification]) -> None:
    for row in rows:
        state = Mail.FAILED if row.tries + 1 >= TRIES else Mail.WAITING
        Notification.objects.filter(pk=row.pk, mail=Mail.SENDING).update(mail=state, tries=row.tries + 1)


def _claim_day(user: User, rhythm: str, day: Any, last: Any) -> bool:
    """The digest of a day is made by one worker only: whoever moves its date."""
    column = "last_daily" if rhythm == Rhythm.DAILY else "last_weekly"
    Settings.objects.get_or_create(user=user)
    return bool(Settings.objects.filter(Q(**{column: last}), user=user).update(**{column: day}))


def _give_day_back(user: User, rhythm: str, last: Any) -> None:
    column = "last_daily" if rhythm == Rhythm.DAILY else "last_weekly"
    Settings.objects.filter(user=user).update(**{column: last})
